package dev.baton.agent.config;

import dev.baton.events.Family;

/** The settings of {@code global_defs} that instances fall back on. */
final class GlobalRules {
  private static final Range VERSION = new Range(2, 3);
  private static final Range DOWN_TIMER_ADVERTS = new Range(1, 100);

  private GlobalRules() {}

  /** Reads every setting once, so that limits are checked even where no instance asks. */
  static void check(Settings globals, Findings findings) {
    for (var family : Family.values()) {
      MulticastGroups.ofAll(globals, family, findings);
    }
    checkUnicastSource(globals);
    tellsOfStrangers(globals);
    version(globals);
    downTimerAdverts(globals);
    MannersReader.check(globals);
    AnnouncementReader.check(globals);
    VirtualMacReader.check(globals);
    RandomSeed.check(globals, findings);
  }

  /** Whether advertisements of unknown VRIDs are told of, unless an instance says otherwise. */
  static boolean tellsOfStrangers(Settings globals) {
    return globals.flag("log_unknown_vrids", false);
  }

  static int version(Settings globals) {
    return globals.integer("vrrp_version", VERSION, 2);
  }

  static int downTimerAdverts(Settings globals) {
    return globals.integer("vrrp_down_timer_adverts", DOWN_TIMER_ADVERTS, 3);
  }

  /** Whether unicast instances listen to their peers only, unless they say otherwise. */
  static boolean checkUnicastSource(Settings globals) {
    return globals.flag("vrrp_check_unicast_src", false);
  }
}
