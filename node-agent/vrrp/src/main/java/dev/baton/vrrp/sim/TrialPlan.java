package dev.baton.vrrp.sim;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.ChecksumChoice;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.RouterConfig.AddressCheck;
import dev.baton.vrrp.RouterConfig.Announcements;
import dev.baton.vrrp.RouterConfig.Conformance;
import dev.baton.vrrp.RouterConfig.Dialect;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The routers of one trial, drawn from its seed.
 *
 * @param virtualRouters the routers of each virtual router; every host has a part in all of them
 * @param isGrouped whether the instances of a host are a sync group
 */
record TrialPlan(
    List<List<RouterPlan>> virtualRouters, boolean everybodyPreempts, boolean isGrouped) {
  private static final int[] V3_INTERVALS = {10, 25, 100, 100, 100, 200};
  private static final AddressCheck[] CHECKS = AddressCheck.values();
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int SECOND_CENTISECONDS = 100;

  TrialPlan {
    virtualRouters = virtualRouters.stream().map(List::copyOf).toList();
  }

  static TrialPlan draw(SplittableRandom chance) {
    boolean preempts = chance.nextInt(3) != 0;
    int hosts = chance.nextInt(2, 6);
    int base = chance.nextInt(1, 200);
    var all = new ArrayList<List<RouterPlan>>();
    int vrid = chance.nextInt(1, 256);
    int routers = chance.nextInt(5) == 0 ? 2 : 1;
    boolean ipv6First = chance.nextInt(4) == 0;
    for (int number = 0; number < routers; number++) {
      boolean ipv6 = ipv6First == (number == 0);
      var common = Common.draw(chance, new Vrid(vrid), ipv6, preempts);
      var plans = new ArrayList<RouterPlan>();
      for (int host = 0; host < hosts; host++) {
        plans.add(common.router(chance, base + host * 11));
      }
      all.add(plans);
    }
    var mixed = withDuals(withForeigners(all, chance), chance);
    boolean isGrouped = mixed.size() > 1 && chance.nextBoolean();
    var elected = isGrouped ? alike(mixed) : mixed;
    return new TrialPlan(withChecks(elected, chance), preempts, isGrouped);
  }

  /** A sync group is elected as one: with one priority, or its members would disagree for ever. */
  private static List<List<RouterPlan>> alike(List<List<RouterPlan>> all) {
    var first = all.getFirst();
    var groups = new ArrayList<List<RouterPlan>>();
    for (var plans : all) {
      var members = new ArrayList<RouterPlan>();
      for (int host = 0; host < plans.size(); host++) {
        members.add(plans.get(host).withPriority(first.get(host).config().election().priority()));
      }
      groups.add(members);
    }
    return groups;
  }

  /**
   * Each router has its own opinion of other addresses (R39). An owner may be deaf as published
   * (R35), but not two of them: they would stay Active for ever. Nor may others be faster then: a
   * slow one that answers nobody is missed, and taken for gone, again and again.
   */
  private static List<List<RouterPlan>> withChecks(
      List<List<RouterPlan>> all, SplittableRandom chance) {
    var checked = new ArrayList<List<RouterPlan>>();
    for (var plans : all) {
      long owners =
          plans.stream().filter(plan -> plan.config().election().priority().isOwner()).count();
      boolean isDeaf = chance.nextInt(3) == 0 && owners < 2 && isOneInterval(plans);
      checked.add(
          plans.stream()
              .map(plan -> plan.with(CHECKS[chance.nextInt(CHECKS.length)], isDeaf))
              .toList());
    }
    return checked;
  }

  private static boolean isOneInterval(List<RouterPlan> plans) {
    return plans.stream().map(plan -> plan.config().protocol().interval()).distinct().count() == 1;
  }

  /** In the middle of an upgrade some routers of IPv4 speak both versions, and are heard by all. */
  private static List<List<RouterPlan>> withDuals(
      List<List<RouterPlan>> all, SplittableRandom chance) {
    if (chance.nextInt(3) != 0) {
      return all;
    }
    var mixed = new ArrayList<List<RouterPlan>>();
    for (var plans : all) {
      mixed.add(
          plans.stream()
              .map(plan -> plan.canBeDual() && chance.nextBoolean() ? plan.inBothVersions() : plan)
              .toList());
    }
    return mixed;
  }

  /** Whether the upgrade from version 2 to version 3 is part of the trial. */
  boolean upgrades() {
    return virtualRouters.stream().flatMap(List::stream).anyMatch(RouterPlan::isDual);
  }

  /** Whether nobody is left in the end who speaks version 2 alone. */
  boolean canLeaveVersion2() {
    return virtualRouters.stream()
        .flatMap(List::stream)
        .noneMatch(plan -> plan.isForeign() && plan.settings().version() == 2);
  }

  /**
   * Now and then some of the routers are another maker's, where that one could be configured so:
   * keepalived alone has passwords. Below a second it is keepalived alone, too: an FRR that was
   * told a long interval comes back so late that it disturbs acts which begin with calm.
   */
  private static List<List<RouterPlan>> withForeigners(
      List<List<RouterPlan>> all, SplittableRandom chance) {
    var plans = all.getFirst();
    boolean wanted = chance.nextInt(3) == 0;
    if (!wanted || all.size() > 1 || !canBeForeign(plans)) {
      return all;
    }
    var protocol = plans.getFirst().config().protocol();
    boolean isKeepalived =
        !protocol.authentication().equals(Authentication.NONE)
            || protocol.interval().value() < SECOND_CENTISECONDS;
    var maker = isKeepalived ? Maker.KEEPALIVED : Maker.drawForeign(protocol.version(), chance);
    int count = chance.nextInt(1, plans.size());
    var mixed = new ArrayList<RouterPlan>();
    for (var plan : plans) {
      var speaking = plan.withPseudoHeader();
      mixed.add(mixed.size() < count ? speaking.madeBy(maker) : speaking);
    }
    return List.of(mixed);
  }

  /** All have one interval then: a slow one that discards a losing advert in silence is missed. */
  private static boolean canBeForeign(List<RouterPlan> plans) {
    return plans.getFirst().config().family() == Family.IPV4 && isOneInterval(plans);
  }

  /** Whether some routers discard the checksum that others can be told to send. */
  boolean canMixChecksums() {
    return virtualRouters.getFirst().stream()
        .anyMatch(plan -> plan.maker().needsPseudoHeader() && plan.settings().version() == 3);
  }

  boolean hasForeigners() {
    return virtualRouters.getFirst().stream().anyMatch(RouterPlan::isForeign);
  }

  int hostCount() {
    return virtualRouters.getFirst().size();
  }

  /** The longest interval, by which everything else is measured. */
  long intervalNanos() {
    return virtualRouters.stream()
        .flatMap(List::stream)
        .mapToLong(router -> router.config().protocol().interval().toNanos())
        .max()
        .orElseThrow();
  }

  /** The longest time on the way, far below every difference of Skew_Time that matters. */
  long delayNanos() {
    return virtualRouters.stream()
            .flatMap(List::stream)
            .mapToLong(router -> router.config().protocol().interval().toNanos())
            .min()
            .orElseThrow()
        / 2_000;
  }

  /** What the routers of one virtual router have in common. */
  private record Common(
      RouterConfig.Protocol protocol,
      boolean ipv6,
      boolean mixedIntervals,
      boolean preempts,
      boolean usesVmac,
      Conformance conformance,
      Announcements announcements) {

    /** A second virtual router has the VRID of the first in the other family. */
    static Common draw(SplittableRandom chance, Vrid vrid, boolean ipv6, boolean preempts) {
      var version = !ipv6 && chance.nextInt(3) == 0 ? VrrpVersion.V2 : VrrpVersion.V3;
      boolean v3 = version == VrrpVersion.V3;
      var authentication =
          !v3 && chance.nextBoolean() ? Authentication.password("secret") : Authentication.NONE;
      var protocol =
          new RouterConfig.Protocol(version, vrid, interval(version, chance), 3, authentication);
      return new Common(
          protocol,
          ipv6,
          v3 && chance.nextInt(5) == 0,
          preempts,
          chance.nextBoolean(),
          drawConformance(chance),
          drawAnnouncements(chance));
    }

    RouterPlan router(SplittableRandom chance, int number) {
      var interval = mixedIntervals ? interval(protocol.version(), chance) : protocol.interval();
      var own =
          new RouterConfig.Protocol(
              protocol.version(),
              protocol.vrid(),
              interval,
              protocol.downTimerAdverts(),
              new Dialect(protocol.authentication(), ChecksumChoice.PSEUDO_HEADER));
      boolean delays = chance.nextInt(8) == 0;
      long delayNanos = delays ? 2 * interval.toNanos() : 0;
      var election = new RouterConfig.Election(priority(chance), preempts, delayNanos, conformance);
      var form = chance.nextBoolean() ? ChecksumChoice.MESSAGE_ONLY : ChecksumChoice.PSEUDO_HEADER;
      var config =
          new RouterConfig(own, election, address(number), virtualAddresses(), announcements);
      return new RouterPlan(config, usesVmac, Maker.BATON).with(form);
    }

    private InetAddress address(int last) {
      return ipv6
          ? InetAddress.ofLiteral("fe80::" + Integer.toHexString(last))
          : InetAddress.ofLiteral("192.0.2." + last);
    }

    private List<InetAddress> virtualAddresses() {
      return ipv6
          ? List.of(
              InetAddress.ofLiteral("fe80::5:1"),
              InetAddress.ofLiteral("2001:db8::51"),
              InetAddress.ofLiteral("2001:db8::52"))
          : List.of(InetAddress.ofLiteral("198.51.100.51"), InetAddress.ofLiteral("198.51.100.52"));
    }
  }

  private static Conformance drawConformance(SplittableRandom chance) {
    return switch (chance.nextInt(4)) {
      case 0 -> Conformance.RFC_5798;
      case 1 -> new Conformance(true, true, false).withOwnerThatWaits(true);
      default -> Conformance.RFC_9568;
    };
  }

  private static Announcements drawAnnouncements(SplittableRandom chance) {
    return chance.nextInt(3) == 0
        ? Announcements.KEEPALIVED
        : new Announcements(
            5 * SECOND_NANOS, 5 * SECOND_NANOS, chance.nextLong(2, 6) * SECOND_NANOS);
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
}
