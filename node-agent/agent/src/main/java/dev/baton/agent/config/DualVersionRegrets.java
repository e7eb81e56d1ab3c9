package dev.baton.agent.config;

import java.util.List;

/**
 * Regrets about speaking version 2 beside version 3: the advice of RFC 9568 section 8.4.2, which
 * allows it for an upgrade.
 */
final class DualVersionRegrets {
  private static final int ONE_SECOND_CENTISECONDS = 100;

  private DualVersionRegrets() {}

  static void add(InstanceConfig instance, List<String> regrets) {
    if (!instance.protocol().manners().isDual()) {
      return;
    }
    regrets.add(
        "dual_version is for an upgrade only: routers of version 2 alone and of version 3 alone do"
            + " not hear each other, so let all speak both before the first leaves version 2, and"
            + " remove it at the end");
    ofInterval(instance, regrets);
  }

  private static void ofInterval(InstanceConfig instance, List<String> regrets) {
    var protocol = instance.protocol();
    int centiseconds = protocol.intervalCentiseconds();
    if (centiseconds != ONE_SECOND_CENTISECONDS) {
      regrets.add(
          ("routers of version 2 with another advert_int than %d s reject these advertisements, and"
                  + " become Active, too: version 2 has whole seconds, the same on all")
              .formatted(protocol.version2Seconds()));
    }
    if (centiseconds < ONE_SECOND_CENTISECONDS) {
      String interval = Numbers.seconds(protocol.intervalNanos());
      regrets.add(
          "routers of version 2 get advertisements every %s s and may not keep up: leave advert_int"
                  .formatted(interval)
              + " at 1 or more until all speak version 3");
      regrets.add(
          ("a router of version 2 advertises once a second: with a priority above %s it is taken for"
                  + " dead before it is heard; give it a lower one")
              .formatted(instance.priority()));
    }
  }
}
