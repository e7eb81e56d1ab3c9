package dev.baton.agent.steward;

import dev.baton.agent.engine.MonotonicClock;
import dev.baton.events.NodeEvent;
import java.util.List;

/**
 * Notices when somebody sets the wall clock: it then moves against the monotonic one, further than
 * the slewing of a time daemon (500 ppm) moves it between two looks.
 */
final class ClockSteps {
  private static final long SMALLEST_STEP_NANOS = 20_000_000L;
  private static final long SURE_NANOS = 5_000_000L;

  private long lastDifferenceNanos;
  private boolean hasLooked;

  /** None or one event. */
  List<NodeEvent> look(MonotonicClock clock) {
    long beforeNanos = clock.nanos();
    long wallNanos = clock.wallNanos();
    if (clock.nanos() - beforeNanos > SURE_NANOS) {
      // Something else ran in between: this look says nothing.
      return List.of();
    }
    long differenceNanos = wallNanos - beforeNanos;
    long stepNanos = differenceNanos - lastDifferenceNanos;
    boolean isStep = hasLooked && Math.abs(stepNanos) >= SMALLEST_STEP_NANOS;
    lastDifferenceNanos = differenceNanos;
    hasLooked = true;
    return isStep ? List.of(new NodeEvent.ClockStepped(stepNanos)) : List.of();
  }
}
