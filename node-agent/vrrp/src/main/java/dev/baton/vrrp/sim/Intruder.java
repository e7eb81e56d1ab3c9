package dev.baton.vrrp.sim;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.MacAddress;
import dev.baton.vrrp.packet.Reception;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.SplittableRandom;

/** Somebody on the segment who sends what no router of the trial would. */
final class Intruder implements Station {
  private static final InetAddress IPV4 = InetAddress.ofLiteral("192.0.2.254");
  private static final InetAddress IPV6 = InetAddress.ofLiteral("fe80::bad");
  private static final InetAddress GLOBAL_IPV6 = InetAddress.ofLiteral("2001:db8::bad");
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
      var message = drawn(config, chance);
      send(message(message, source(config), ChecksumForm.PSEUDO_HEADER, ttl));
    }
  }

  /** One that is wrong in one thing; often after one that is right, so that its sender is known. */
  void misfit(SimulatedHost victim, SplittableRandom chance) {
    if (chance.nextBoolean()) {
      spoof(victim, 255, chance);
    }
    for (var instance : victim.instances()) {
      var config = instance.config();
      var misfit = Misfit.draw(chance);
      var message = misfit.alter(drawn(config, chance), config, chance);
      var source = misfit == Misfit.GLOBAL_SOURCE ? globalSource(config) : source(config);
      boolean isPlain = misfit == Misfit.OTHER_CHECKSUM || chance.nextInt(4) == 0;
      var form = isPlain ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER;
      var octets = misfit.alter(message(message, source, form, 255).bytes(), chance);
      send(Frame.Message.of(new Reception(source, group(source), 255), octets));
    }
  }

  private static Advertisement drawn(RouterConfig config, SplittableRandom chance) {
    var protocol = config.protocol();
    boolean learns = protocol.version() == VrrpVersion.V3 && chance.nextBoolean();
    var priority = new Priority(chance.nextInt(256));
    var interval =
        learns
            ? new Centiseconds(chance.nextInt(1, LONGEST_CENTISECONDS + 1))
            : protocol.interval();
    boolean older = protocol.isDual() && chance.nextBoolean();
    var version = older ? VrrpVersion.V2 : protocol.version();
    return new Advertisement(
        version,
        protocol.vrid(),
        priority,
        older ? protocol.interval(version) : interval,
        config.addresses(),
        protocol.authentication(version));
  }

  private static InetAddress source(RouterConfig config) {
    return config.family() == Family.IPV6 ? IPV6 : IPV4;
  }

  private static InetAddress globalSource(RouterConfig config) {
    return config.family() == Family.IPV6 ? GLOBAL_IPV6 : IPV4;
  }

  private static InetAddress group(InetAddress source) {
    return source instanceof Inet6Address ? IPV6_GROUP : IPV4_GROUP;
  }

  private static Frame.Message message(
      Advertisement advertisement, InetAddress source, ChecksumForm form, int ttl) {
    var octets = AdvertisementCodec.encode(advertisement, source, group(source), form);
    return Frame.Message.of(new Reception(source, group(source), ttl), octets);
  }

  private void send(Frame.Message message) {
    boolean ipv6 = message.reception().family() == Family.IPV6;
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
