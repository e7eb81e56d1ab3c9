package dev.baton.vrrp.sim;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** What operators change in a running configuration. */
final class Alterations {
  private static final int[] EXTREMES = {1, 5, 100, 300, 4095};

  private Alterations() {}

  static RouterConfig of(RouterConfig config, Mishap.Kind kind, SplittableRandom chance) {
    return switch (kind) {
      case OTHER_PRIORITY -> otherPriority(config, chance);
      case OTHER_INTERVAL -> otherInterval(config, chance);
      case OTHER_ADDRESS_ORDER -> withAddresses(config, reordered(config));
      case OTHER_ADDRESSES -> withAddresses(config, otherAddresses(config));
      case OTHER_AUTHENTICATION -> otherAuthentication(config, chance);
      case DUPLICATE_OWNER -> withPriority(config, Priority.OWNER);
      default -> throw new IllegalStateException(kind + " alters nothing: this is a bug");
    };
  }

  private static RouterConfig otherPriority(RouterConfig config, SplittableRandom chance) {
    return config.election().priority().isOwner()
        ? config
        : withPriority(config, new Priority(chance.nextInt(2, 255)));
  }

  private static RouterConfig withPriority(RouterConfig config, Priority priority) {
    var election = config.election();
    return config.withElection(
        new RouterConfig.Election(
            priority, election.preempt(), election.preemptDelayNanos(), election.conformance()));
  }

  /** From one extreme to the other; version 2 knows only whole seconds. */
  private static RouterConfig otherInterval(RouterConfig config, SplittableRandom chance) {
    var protocol = config.protocol();
    boolean v2 = protocol.version() == VrrpVersion.V2;
    var interval =
        v2
            ? Centiseconds.ofSeconds(chance.nextInt(1, 4))
            : new Centiseconds(EXTREMES[chance.nextInt(EXTREMES.length)]);
    return config.withProtocol(
        new RouterConfig.Protocol(
            protocol.version(),
            protocol.vrid(),
            interval,
            protocol.downTimerAdverts(),
            protocol.dialect()));
  }

  /** Another password, or one where there was none, or none where there was one. */
  private static RouterConfig otherAuthentication(RouterConfig config, SplittableRandom chance) {
    var protocol = config.protocol();
    var old = protocol.dialect();
    if (!protocol.versions().contains(VrrpVersion.V2)) {
      return config;
    }
    boolean removes = chance.nextBoolean() && !old.authentication().equals(Authentication.NONE);
    var other = removes ? Authentication.NONE : Authentication.password("another");
    return config.withProtocol(
        protocol.with(new RouterConfig.Dialect(other, old.checksum(), old.isDual())));
  }

  /** The link-local address of an IPv6 virtual router stays the first. */
  private static List<InetAddress> reordered(RouterConfig config) {
    var addresses = new ArrayList<>(config.addresses());
    int first = config.family() == Family.IPV6 ? 1 : 0;
    Collections.reverse(addresses.subList(first, addresses.size()));
    return addresses;
  }

  private static List<InetAddress> otherAddresses(RouterConfig config) {
    var addresses = new ArrayList<>(config.addresses());
    addresses.add(
        InetAddress.ofLiteral(config.family() == Family.IPV6 ? "2001:db8::53" : "198.51.100.53"));
    return addresses;
  }

  private static RouterConfig withAddresses(RouterConfig config, List<InetAddress> addresses) {
    return new RouterConfig(
        config.protocol(),
        config.election(),
        config.primaryAddress(),
        addresses,
        config.announcements());
  }
}
