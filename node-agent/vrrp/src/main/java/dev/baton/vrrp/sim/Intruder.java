package dev.baton.vrrp.sim;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.MacAddress;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.util.SplittableRandom;

/** Somebody on the segment who sends what no router of the trial would. */
final class Intruder implements Station {
  private static final InetAddress IPV4 = InetAddress.ofLiteral("192.0.2.254");
  private static final InetAddress IPV6 = InetAddress.ofLiteral("fe80::bad");
  private static final InetAddress IPV4_GROUP = InetAddress.ofLiteral("224.0.0.18");
  private static final InetAddress IPV6_GROUP = InetAddress.ofLiteral("ff02::12");
  private static final MacAddress MAC = new MacAddress(0x02BA_D000_0000L);
  private static final int CARP_BYTES = 36;
  private static final byte CARP_VERSION_2_TYPE_1 = 0x21;
  private static final int LONGEST_CENTISECONDS = 4095;

  private final SimulatedSegment segment;
  private final Port port;

  Intruder(World world) {
    this.segment = world.segment();
    this.port = segment.attach(this);
  }

  @Override
  public boolean isRouter() {
    return false;
  }

  @Override
  public void receives(Frame frame) {}

  /**
   * An advertisement that looks right, of any priority and interval. With a TTL below 255 it came
   * from another network, and nobody may believe it.
   */
  void spoof(SimulatedHost victim, int ttl, SplittableRandom chance) {
    for (var instance : victim.instances()) {
      var config = instance.config();
      var protocol = config.protocol();
      boolean learns = protocol.version() == VrrpVersion.V3 && chance.nextBoolean();
      var priority = new Priority(chance.nextInt(256));
      var interval =
          learns
              ? new Centiseconds(chance.nextInt(1, LONGEST_CENTISECONDS + 1))
              : protocol.interval();
      boolean older = protocol.isDual() && chance.nextBoolean();
      var version = older ? VrrpVersion.V2 : protocol.version();
      var message =
          new Advertisement(
              version,
              protocol.vrid(),
              priority,
              older ? protocol.interval(version) : interval,
              config.addresses(),
              protocol.authentication(version));
      send(message, config.family() == Family.IPV6, ttl);
    }
  }

  private void send(Advertisement advertisement, boolean ipv6, int ttl) {
    var source = ipv6 ? IPV6 : IPV4;
    var group = ipv6 ? IPV6_GROUP : IPV4_GROUP;
    var octets =
        AdvertisementCodec.encode(advertisement, source, group, ChecksumForm.PSEUDO_HEADER);
    var message = Frame.Message.of(new Reception(source, group, ttl), octets);
    segment.transmit(port, new Frame(MAC, SimulatedSegment.group(ipv6), message));
  }

  /** CARP shares VRRP's protocol number and group, but nothing else. */
  void carp(SplittableRandom chance) {
    var octets = new byte[CARP_BYTES];
    chance.nextBytes(octets);
    octets[0] = CARP_VERSION_2_TYPE_1;
    var message = Frame.Message.of(new Reception(IPV4, IPV4_GROUP, 255), octets);
    segment.transmit(port, new Frame(MAC, SimulatedSegment.group(false), message));
  }
}
