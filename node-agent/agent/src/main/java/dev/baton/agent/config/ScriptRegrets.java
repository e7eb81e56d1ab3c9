package dev.baton.agent.config;

import dev.baton.agent.config.TrackerDefinition.Script;
import java.util.List;

/** Regrets about scripts that are tracked; each script is spoken of once. */
final class ScriptRegrets {
  private static final long LATE_NANOS = 30_000_000_000L;

  private ScriptRegrets() {}

  static void add(InstanceConfig instance, AgentConfig config, List<String> regrets) {
    for (TrackerDefinition definition : config.trackers()) {
      if (definition instanceof Script script && instance.equals(firstUser(script, config))) {
        ofOne(script, regrets);
      }
    }
  }

  private static InstanceConfig firstUser(Script script, AgentConfig config) {
    return config.instances().stream()
        .filter(instance -> instance.trackers().stream().anyMatch(t -> isOf(t, script)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(script.name() + " is used by nobody: this is a bug"));
  }

  private static boolean isOf(Tracked tracked, Script script) {
    return tracked.kind() == TrackerKind.SCRIPT && tracked.name().equals(script.name());
  }

  private static void ofOne(Script script, List<String> regrets) {
    if (script.timeoutNanos() > script.intervalNanos()) {
      regrets.add(
          ("script %s may run for %s s, its timeout, and is not run again before it has ended: while"
                  + " it hangs, its interval of %s s is not kept")
              .formatted(
                  script.name(),
                  Numbers.seconds(script.timeoutNanos()),
                  Numbers.seconds(script.intervalNanos())));
    }
    // The first failure comes a whole run after the last success, at worst.
    long each = Math.max(script.intervalNanos(), script.timeoutNanos());
    long lateNanos = Math.multiplyExact(each, (long) script.fallCount());
    if (script.fallCount() > 1 && lateNanos > LATE_NANOS) {
      regrets.add(
          "script %s has to fail %d times in a row, which takes %s s: for that long nothing happens"
              .formatted(script.name(), script.fallCount(), Numbers.seconds(lateNanos)));
    }
  }
}
