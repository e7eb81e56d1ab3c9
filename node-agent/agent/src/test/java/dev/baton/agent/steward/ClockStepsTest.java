package dev.baton.agent.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.engine.MonotonicClock;
import dev.baton.events.NodeEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockStepsTest {
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final ClockSteps steps = new ClockSteps();
  private final Clocks clocks = new Clocks();

  @Test
  void theFirstLookSaysNothing() {
    assertEquals(List.of(), steps.look(clocks));
  }

  @Test
  void anHourForwardsAndBackIsTwoSteps() {
    steps.look(clocks);
    clocks.wall += HOUR_NANOS;
    assertEquals(List.of(new NodeEvent.ClockStepped(HOUR_NANOS)), steps.look(clocks));
    assertEquals(List.of(), steps.look(clocks));
    clocks.wall -= HOUR_NANOS;
    assertEquals(List.of(new NodeEvent.ClockStepped(-HOUR_NANOS)), steps.look(clocks));
  }

  @Test
  void timeThatPassesAndSlewingAreNoSteps() {
    steps.look(clocks);
    for (int i = 0; i < 1_000; i++) {
      clocks.monotonic += 500_000_000L;
      clocks.wall += 500_000_000L + 250_000L;
      assertEquals(List.of(), steps.look(clocks));
    }
  }

  private static final class Clocks implements MonotonicClock {
    private long monotonic = 1_000;
    private long wall = 1_700_000_000_000_000_000L;

    @Override
    public long nanos() {
      return monotonic;
    }

    @Override
    public long wallNanos() {
      return wall;
    }
  }
}
