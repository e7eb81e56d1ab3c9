package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Turns "send an advertisement" into bytes, made once for each priority and address. */
final class AdvertisementSender {
  private static final InetAddress GROUP_IPV4 = InetAddress.ofLiteral("224.0.0.18");
  private static final InetAddress GROUP_IPV6 = InetAddress.ofLiteral("ff02::12");

  private final InstanceConfig config;
  private final AdvertisementChannel channel;
  private final Map<Priority, ByteBuffer> messages = new HashMap<>();
  private AdvertPath path;

  AdvertisementSender(InstanceConfig config, AdvertisementChannel channel, InetAddress source) {
    this.config = config;
    this.channel = channel;
    this.path = pathFrom(source);
  }

  /** Speaks from another address from now on. */
  void sourceChanged(InetAddress source) {
    path = pathFrom(source);
    messages.clear();
  }

  /** Queues one; the loop hands what is queued to the kernel. */
  void send(RouterConfig.Protocol protocol, Priority priority) {
    var message = messages.computeIfAbsent(priority, p -> encode(protocol, p));
    channel.send(path, message.duplicate());
  }

  private ByteBuffer encode(RouterConfig.Protocol protocol, Priority priority) {
    var advertisement =
        new Advertisement(
            protocol.version(),
            protocol.vrid(),
            priority,
            protocol.interval(),
            config.addresses().stream().map(VirtualAddress::address).toList(),
            protocol.authentication());
    var form =
        config.protocol().v3ChecksumAsV2() ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER;
    return ByteBuffer.wrap(
        AdvertisementCodec.encode(advertisement, path.source(), path.destination(), form));
  }

  private AdvertPath pathFrom(InetAddress source) {
    var group = config.family() == Family.IPV4 ? GROUP_IPV4 : GROUP_IPV6;
    return new AdvertPath(config.interfaceName(), config.family(), source, group);
  }
}
