package dev.baton.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.uplink.ClockComparison.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockComparisonTest {
  private static final int SETTLED_AFTER = 8;

  private final ClockComparison clock = new ClockComparison();

  @Test
  void saysNothingBeforeEnoughRoundTripsWereMade() {
    for (int i = 1; i < SETTLED_AFTER; i++) {
      roundTrip(1_000, 5_000_000);
      assertFalse(clock.isSettled());
      assertEquals(List.of(), clock.news());
    }
    roundTrip(1_000, 5_000_000);
    assertTrue(clock.isSettled());
  }

  @Test
  void theShortestRoundTripSpeaks() {
    for (int i = 0; i < SETTLED_AFTER - 1; i++) {
      roundTrip(800_000 + i, 7_000_000);
    }
    roundTrip(2_000, 5_000_000);
    assertEquals(List.of(new Measurement(5_000_000, 1_000)), clock.news());
  }

  @Test
  void tellsTheSameOnlyOnce() {
    settle(5_000_000);
    assertEquals(1, clock.news().size());
    roundTrip(2_000, 5_000_500);
    assertEquals(List.of(), clock.news());
  }

  @Test
  void tellsWhenAMeasurementContradictsTheLastTold() {
    settle(5_000_000);
    assertEquals(1, clock.news().size());
    settle(9_000_000);
    assertEquals(List.of(new Measurement(9_000_000, 1_000)), clock.news());
  }

  @Test
  void aClockThatWasSetIsToldWithTheFirstMeasurementAfterIt() {
    settle(5_000_000);
    assertEquals(1, clock.news().size());
    roundTrip(900_000, -3_600_000_000_000L);
    assertEquals(List.of(new Measurement(-3_600_000_000_000L, 450_000)), clock.news());
    roundTrip(2_000, -3_600_000_000_000L);
    assertEquals(List.of(new Measurement(-3_600_000_000_000L, 1_000)), clock.news());
  }

  private void settle(long offsetNanos) {
    for (int i = 0; i < SETTLED_AFTER; i++) {
      roundTrip(2_000, offsetNanos);
    }
  }

  /** The controller answers in the middle of the trip. */
  private void roundTrip(long tripNanos, long offsetNanos) {
    long sentWall = 1_000_000_000L;
    clock.pong(0, tripNanos, sentWall + tripNanos, sentWall + tripNanos / 2 + offsetNanos);
  }
}
