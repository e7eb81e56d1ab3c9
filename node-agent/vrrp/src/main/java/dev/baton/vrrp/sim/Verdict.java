package dev.baton.vrrp.sim;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How a trial ended. */
public sealed interface Verdict {
  /** The seed of the trial. */
  long seed();

  /** The outcome in one line. */
  String line();

  /** All invariants held. */
  record Passed(long seed, int hostCount, int eventCount, int transitionCount, long simulatedNanos)
      implements Verdict {
    @Override
    public String line() {
      return "seed %d: ok, %d routers, %d events, %d transitions in %.0f simulated seconds"
          .formatted(seed, hostCount, eventCount, transitionCount, simulatedNanos / 1e9);
    }
  }

  /**
   * One did not.
   *
   * @param steps the steps that were played, none for all
   * @param trace what happened last
   */
  record Failed(long seed, String what, Set<Integer> steps, List<String> trace) implements Verdict {
    /** Keeps copies. */
    public Failed {
      steps = Set.copyOf(steps);
      trace = List.copyOf(trace);
    }

    @Override
    public String line() {
      return "seed %d: FAILED, %s. Again: %s".formatted(seed, what, command());
    }

    /** The one command that repeats it. */
    public String command() {
      var list = new TreeSet<>(steps).stream().map(String::valueOf);
      var only = steps.isEmpty() ? "" : " --only " + list.collect(Collectors.joining(","));
      return "baton simulate --seed " + seed + only;
    }
  }
}
