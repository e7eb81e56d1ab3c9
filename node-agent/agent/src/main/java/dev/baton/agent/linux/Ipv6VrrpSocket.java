package dev.baton.agent.linux;

import dev.baton.agent.engine.AdvertPath;
import dev.baton.agent.engine.AdvertisementChannel.AdvertSink;
import dev.baton.agent.engine.Station;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.SocketOption;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Adverts in IPv6. The kernel keeps the IP header to itself: hop limit and destination come as
 * control messages, the source as the name of the message.
 */
record Ipv6VrrpSocket(BoundSocket bound, Station station, PathCache paths) implements VrrpSocket {
  private static final int AF_INET6 = 10;
  private static final int SOL_IPV6 = 41;
  private static final int IPV6_PKTINFO = 50;
  private static final int IPV6_HOPLIMIT = 52;
  private static final int SOCKADDR_BYTES = 28;
  private static final int SOCKADDR_ADDRESS = 8;
  private static final int SOCKADDR_SCOPE = 24;
  private static final int PACKET_INFORMATION_BYTES = 20;
  private static final int MREQ_BYTES = 20;

  static Ipv6VrrpSocket open(Kernel kernel, Station station) {
    var bound = BoundSocket.open(kernel, AF_INET6, station.interfaceName());
    try {
      bound.prepare();
      bound.setNumber(SocketOption.IPV6_UNICAST_HOPS, HOP_LIMIT);
      bound.setNumber(SocketOption.IPV6_MULTICAST_HOPS, HOP_LIMIT);
      bound.setNumber(SocketOption.IPV6_MULTICAST_LOOP, 0);
      bound.setNumber(SocketOption.IPV6_MULTICAST_ALL, 0);
      bound.setNumber(SocketOption.IPV6_RECVHOPLIMIT, 1);
      bound.setNumber(SocketOption.IPV6_RECVPKTINFO, 1);
      bound.setNumber(SocketOption.IPV6_TCLASS, TRAFFIC_CLASS);
      bound.setNumber(SocketOption.SO_PRIORITY, SOCKET_PRIORITY);
      for (var group : station.group()) {
        join(bound, group);
      }
    } catch (RuntimeException e) {
      bound.close();
      throw e;
    }
    return new Ipv6VrrpSocket(bound, station, new PathCache(station));
  }

  private static void join(BoundSocket bound, InetAddress group) {
    bound.setNumber(SocketOption.IPV6_MULTICAST_IF, bound.interfaceIndex());
    // ipv6_mreq: group, interface index
    bound.value().bytes().clear().put(group.getAddress()).putInt(bound.interfaceIndex());
    bound.setValue(SocketOption.IPV6_JOIN_GROUP, MREQ_BYTES);
  }

  @Override
  public void compose(MessageBatch batch, int slot, AdvertPath path, ByteBuffer message) {
    var bytes = batch.bytes();
    int name = batch.name(slot);
    // sockaddr_in6: family u16, port u16, flow u32, address, scope u32
    bytes
        .putLong(name, 0)
        .putShort(name, (short) AF_INET6)
        .put(name + SOCKADDR_ADDRESS, path.destination().getAddress())
        .putInt(name + SOCKADDR_SCOPE, bound.interfaceIndex());
    // in6_pktinfo: source, interface index
    int information = batch.putControl(slot, SOL_IPV6, IPV6_PKTINFO, PACKET_INFORMATION_BYTES);
    bytes
        .put(information, path.source().getAddress())
        .putInt(information + 16, bound.interfaceIndex());
    bytes.put(batch.payload(slot), message, message.position(), message.remaining());
    batch.fill(
        slot,
        SOCKADDR_BYTES,
        MessageBatch.controlSpace(PACKET_INFORMATION_BYTES),
        message.remaining());
  }

  @Override
  public int hopLimitLevel() {
    return SOL_IPV6;
  }

  @Override
  public int hopLimitType() {
    return IPV6_HOPLIMIT;
  }

  @Override
  public boolean deliver(MessageBatch batch, int slot, ByteBuffer view, AdvertSink sink) {
    view.clear();
    int information = batch.findControl(slot, SOL_IPV6, IPV6_PKTINFO);
    int hopLimit = batch.findControl(slot, SOL_IPV6, IPV6_HOPLIMIT);
    if (information < 0 || hopLimit < 0) {
      return false;
    }
    var path = paths.path(view, batch.name(slot) + SOCKADDR_ADDRESS, information);
    if (!station.hears(path.destination())) {
      return false;
    }
    int at = batch.payload(slot);
    view.limit(at + batch.receivedBytes(slot)).position(at);
    sink.received(path, batch.bytes().getInt(hopLimit), view);
    return true;
  }
}
