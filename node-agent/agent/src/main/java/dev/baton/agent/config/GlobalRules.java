package dev.baton.agent.config;

import dev.baton.events.Family;

/** The settings of {@code global_defs} that instances fall back on. */
final class GlobalRules {
  private static final Range VERSION = new Range(2, 3);
  private static final Range DOWN_TIMER_ADVERTS = new Range(1, 100);

  private GlobalRules() {}

  /** Reads every setting once, so that limits are checked even where no instance asks. */
  static void check(Settings globals) {
    version(globals);
    downTimerAdverts(globals);
    v3ChecksumAsV2(globals);
    AnnouncementReader.check(globals);
  }

  static int version(Settings globals) {
    return globals.integer("vrrp_version", VERSION, 2);
  }

  static int downTimerAdverts(Settings globals) {
    return globals.integer("vrrp_down_timer_adverts", DOWN_TIMER_ADVERTS, 3);
  }

  static boolean v3ChecksumAsV2(Settings globals) {
    return globals.flag("v3_checksum_as_v2", false);
  }

  /** The multicast group of a family that the file asks for. */
  static String group(Settings globals, Family family) {
    return switch (family) {
      case IPV4 -> globals.word("vrrp_mcast_group4", standardGroup(family));
      case IPV6 -> globals.word("vrrp_mcast_group6", standardGroup(family));
    };
  }

  /** The multicast group of a family that the RFC gives it. */
  static String standardGroup(Family family) {
    return switch (family) {
      case IPV4 -> "224.0.0.18";
      case IPV6 -> "ff02::12";
    };
  }
}
