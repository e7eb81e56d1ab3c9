package dev.baton.vrrp.sim;

import java.util.List;

/** How a trial ended. */
public sealed interface Verdict {
  /** The seed of the trial. */
  long seed();

  /** The outcome in one line. */
  String line();

  /** All invariants held. */
  record Passed(long seed, int hostCount, int eventCount, int transitionCount) implements Verdict {
    @Override
    public String line() {
      return "seed %d: ok, %d routers, %d events, %d transitions"
          .formatted(seed, hostCount, eventCount, transitionCount);
    }
  }

  /** One did not; the trace is what happened last. */
  record Failed(long seed, String what, List<String> trace) implements Verdict {
    /** Keeps a copy. */
    public Failed {
      trace = List.copyOf(trace);
    }

    @Override
    public String line() {
      return "seed %d: FAILED, %s. Again: baton simulate --seed %d".formatted(seed, what, seed);
    }
  }
}
