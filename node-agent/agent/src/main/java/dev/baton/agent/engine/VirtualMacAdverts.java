package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.vrrp.packet.AdvertisementFrame;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Adverts from a virtual router's own interface: whole frames with its MAC address (RFC 9568
 * section 7.3) and the source address of the interface below, where adverts are heard, too. They
 * leave at once, while their interface is up.
 */
final class VirtualMacAdverts implements AdvertisementChannel {
  private final AdvertisementChannel below;
  private final NeighborAnnouncer announcer;
  private final VirtualLink link;

  VirtualMacAdverts(AdvertisementChannel below, NeighborAnnouncer announcer, VirtualLink link) {
    this.below = below;
    this.announcer = announcer;
    this.link = link;
  }

  /** Where the advertisements of an instance leave from. */
  static AdvertisementSender.Way way(InstanceConfig config, Ports ports, Outbox outbox) {
    if (!config.linkLayer().advertsFromVirtualMac()) {
      return outbox::send;
    }
    var link = VirtualLinks.link(config.linkLayer().interfaces().getFirst());
    return new VirtualMacAdverts(ports.adverts(), ports.announcer(), link)::send;
  }

  @Override
  public Join join(Station station) {
    return below.join(station);
  }

  @Override
  public void leave(Station station) {
    below.leave(station);
  }

  @Override
  public int receive(int limit, AdvertSink sink) {
    return below.receive(limit, sink);
  }

  @Override
  public void send(AdvertPath path, int hopLimit, ByteBuffer message) {
    var frame =
        AdvertisementFrame.of(link.mac(), path.source(), path.destination(), message.duplicate());
    announcer.send(link.name(), List.of(frame));
  }

  @Override
  public void flush(UnsentSink unsent) {
    below.flush(unsent);
  }
}
