package dev.baton.vrrp.sim;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The routers of one trial, drawn from its seed. */
record TrialPlan(List<RouterConfig> routers, boolean everybodyPreempts, long delayNanos) {
  private static final int[] V3_INTERVALS = {10, 25, 100, 100, 100, 200};

  static TrialPlan draw(SplittableRandom chance) {
    var version = chance.nextInt(3) == 0 ? VrrpVersion.V2 : VrrpVersion.V3;
    boolean ipv6 = version == VrrpVersion.V3 && chance.nextInt(3) == 0;
    boolean mixed = version == VrrpVersion.V3 && chance.nextInt(5) == 0;
    boolean preempts = chance.nextInt(3) != 0;
    boolean delays = chance.nextInt(4) == 0;
    var common = interval(version, chance);
    var vrid = new Vrid(chance.nextInt(1, 256));
    var authentication =
        version == VrrpVersion.V2 && chance.nextBoolean()
            ? Authentication.password("secret")
            : Authentication.NONE;
    int hosts = chance.nextInt(2, 6);
    int base = chance.nextInt(1, 200);
    var routers = new ArrayList<RouterConfig>();
    for (int host = 0; host < hosts; host++) {
      var interval = mixed ? interval(version, chance) : common;
      long delayNanos = delays && chance.nextBoolean() ? 2 * interval.toNanos() : 0;
      routers.add(
          new RouterConfig(
              new RouterConfig.Protocol(version, vrid, interval, 3, authentication),
              new RouterConfig.Election(
                  priority(chance), preempts, delayNanos, RouterConfig.Conformance.RFC_9568),
              address(ipv6, base + host * 11),
              virtualAddresses(ipv6),
              RouterConfig.Announcements.KEEPALIVED));
    }
    return new TrialPlan(routers, preempts, shortestNanos(routers) / 2_000);
  }

  /** The longest interval, by which everything else is measured. */
  long intervalNanos() {
    long longest = 0;
    for (var router : routers) {
      longest = Math.max(longest, router.protocol().interval().toNanos());
    }
    return longest;
  }

  private static long shortestNanos(List<RouterConfig> routers) {
    long shortest = Long.MAX_VALUE;
    for (var router : routers) {
      shortest = Math.min(shortest, router.protocol().interval().toNanos());
    }
    return shortest;
  }

  private static Centiseconds interval(VrrpVersion version, SplittableRandom chance) {
    return switch (version) {
      case V2 -> Centiseconds.ofSeconds(chance.nextInt(1, 3));
      case V3 -> new Centiseconds(V3_INTERVALS[chance.nextInt(V3_INTERVALS.length)]);
    };
  }

  /** Few distinct ones, since equal priorities are the difficult case; an owner now and then. */
  private static Priority priority(SplittableRandom chance) {
    return switch (chance.nextInt(10)) {
      case 0 -> Priority.OWNER;
      case 1 -> new Priority(254);
      case 2, 3, 4 -> new Priority(100);
      default -> new Priority(chance.nextInt(2, 255));
    };
  }

  private static InetAddress address(boolean ipv6, int last) {
    return ipv6
        ? InetAddress.ofLiteral("fe80::" + Integer.toHexString(last))
        : InetAddress.ofLiteral("192.0.2." + last);
  }

  private static List<InetAddress> virtualAddresses(boolean ipv6) {
    return ipv6
        ? List.of(InetAddress.ofLiteral("fe80::5:1"), InetAddress.ofLiteral("2001:db8::51"))
        : List.of(InetAddress.ofLiteral("198.51.100.51"));
  }
}
