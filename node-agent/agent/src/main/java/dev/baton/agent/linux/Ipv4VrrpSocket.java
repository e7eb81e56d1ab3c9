package dev.baton.agent.linux;

import dev.baton.agent.engine.AdvertPath;
import dev.baton.agent.engine.AdvertisementChannel.AdvertSink;
import dev.baton.agent.engine.Station;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.SocketOption;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Adverts in IPv4. The kernel hands over the IP header with each message, and takes the source of a
 * message to be sent from its control message, so that it is the primary address that the engine
 * chose whatever else the interface has.
 */
record Ipv4VrrpSocket(BoundSocket bound, Station station, PathCache paths) implements VrrpSocket {
  private static final int AF_INET = 2;
  private static final int SOL_IP = 0;
  private static final int IP_PKTINFO = 8;
  private static final int IP_TTL = 2;
  private static final int SOCKADDR_BYTES = 16;
  private static final int PACKET_INFORMATION_BYTES = 12;
  private static final int MREQN_BYTES = 12;

  private static final int IP_HEADER_BYTES = 20;
  private static final int IP_TOTAL_LENGTH = 2;
  private static final int IP_TTL_OFFSET = 8;
  private static final int IP_SOURCE = 12;
  private static final int IP_DESTINATION = 16;

  static Ipv4VrrpSocket open(Kernel kernel, Station station) {
    var bound = BoundSocket.open(kernel, AF_INET, station.interfaceName());
    try {
      bound.prepare();
      bound.setNumber(SocketOption.IP_TTL, HOP_LIMIT);
      bound.setNumber(SocketOption.IP_MULTICAST_TTL, HOP_LIMIT);
      bound.setNumber(SocketOption.IP_MULTICAST_LOOP, 0);
      bound.setNumber(SocketOption.IP_MULTICAST_ALL, 0);
      bound.setNumber(SocketOption.IP_TOS, TRAFFIC_CLASS);
      // After IP_TOS, which sets a priority of its own.
      bound.setNumber(SocketOption.SO_PRIORITY, SOCKET_PRIORITY);
      for (var group : station.group()) {
        join(bound, group);
      }
    } catch (RuntimeException e) {
      bound.close();
      throw e;
    }
    return new Ipv4VrrpSocket(bound, station, new PathCache(station));
  }

  private static void join(BoundSocket bound, InetAddress group) {
    // mcast_src_ip may be no address of this host: ip_route_output refuses it otherwise.
    bound.setNumber(SocketOption.IP_TRANSPARENT, 1);
    // ip_mreqn: group, address, interface index
    bound.value().bytes().clear().put(group.getAddress()).putInt(0).putInt(bound.interfaceIndex());
    bound.setValue(SocketOption.IP_MULTICAST_IF, MREQN_BYTES);
    bound.setValue(SocketOption.IP_ADD_MEMBERSHIP, MREQN_BYTES);
  }

  @Override
  public void compose(MessageBatch batch, int slot, AdvertPath path, ByteBuffer message) {
    var bytes = batch.bytes();
    // sockaddr_in: family u16, port u16, address
    bytes
        .putShort(batch.name(slot), (short) AF_INET)
        .putShort(batch.name(slot) + 2, (short) 0)
        .put(batch.name(slot) + 4, path.destination().getAddress());
    // in_pktinfo: interface index, source, (unused when sending)
    int information = batch.putControl(slot, SOL_IP, IP_PKTINFO, PACKET_INFORMATION_BYTES);
    bytes
        .putInt(information, bound.interfaceIndex())
        .put(information + 4, path.source().getAddress())
        .putInt(information + 8, 0);
    bytes.put(batch.payload(slot), message, message.position(), message.remaining());
    batch.fill(
        slot,
        SOCKADDR_BYTES,
        MessageBatch.controlSpace(PACKET_INFORMATION_BYTES),
        message.remaining());
  }

  @Override
  public int hopLimitLevel() {
    return SOL_IP;
  }

  @Override
  public int hopLimitType() {
    return IP_TTL;
  }

  @Override
  public boolean deliver(MessageBatch batch, int slot, ByteBuffer view, AdvertSink sink) {
    view.clear();
    int at = batch.payload(slot);
    int receivedBytes = batch.receivedBytes(slot);
    if (receivedBytes < IP_HEADER_BYTES) {
      return false;
    }
    int headerBytes = (view.get(at) & 0x0f) * Integer.BYTES;
    int totalBytes = Math.min(view.getShort(at + IP_TOTAL_LENGTH) & 0xffff, receivedBytes);
    if (headerBytes < IP_HEADER_BYTES || headerBytes > totalBytes) {
      return false;
    }
    var path = paths.path(view, at + IP_SOURCE, at + IP_DESTINATION);
    if (!station.hears(path.destination())) {
      return false;
    }
    int hopLimit = view.get(at + IP_TTL_OFFSET) & 0xff;
    view.limit(at + totalBytes).position(at + headerBytes);
    sink.received(path, hopLimit, view);
    return true;
  }
}
