package dev.baton.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.NodeEvent.ClockMeasured;
import dev.baton.events.NodeEvent.ClockStepped;
import dev.baton.events.Recorded;
import dev.baton.events.log.StoredRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wall clock of an agent, and of the controller, is set by an hour while they work. */
class ClockStepIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long NEAR_NANOS = Duration.ofMillis(500).toNanos();

  private final Site site = Site.withOwnClocks();

  @AfterEach
  void closeTheSite() {
    site.close();
  }

  @Test
  void anHourForwardAndBackMovesAndLosesNothing() {
    site.makeNoise("a");
    awaitOffset(Duration.ZERO);
    set("a", HOUR, HOUR.negated());
    set("a", Duration.ZERO, Duration.ZERO);
    set(Site.CONTROLLER, HOUR, HOUR);
    set(Site.CONTROLLER, Duration.ZERO, Duration.ZERO);
    site.endNoise();

    assertEquals(List.of(3_600L, -3_600L), steps());
    site.agents().forEach(site::awaitShipped);
    assertEquals("", Records.complaint(site.controllerData()));
    assertEquals(1, site.reigns("a"), "a is Active all the time");
    assertEquals(1, site.reigns("b"), "b is Active all the time");
  }

  /**
   * Sets a clock, and waits until what happens then is corrected by the new measurement: it did not
   * happen after the controller wrote it down, nor before the clock was set.
   */
  private void set(String whose, Duration ahead, Duration offset) {
    long setNanos = System.nanoTime();
    site.clock(whose).beAhead(ahead);
    awaitOffset(offset);
    long before = Records.lastSeq(site.controllerData());
    site.lab().await("more", () -> Records.lastSeq(site.controllerData()) > before + 50);
    var last = shipped().getLast().recorded();
    long corrected = last.envelope().wallNanos() + measured().getLast().offsetNanos();
    long underWayNanos = last.recordedAtNanos() - corrected;
    long sinceNanos = System.nanoTime() - setNanos;
    assertTrue(
        underWayNanos > -NEAR_NANOS && underWayNanos < sinceNanos + NEAR_NANOS,
        () -> "under way for " + underWayNanos + " ns, set " + sinceNanos + " ns ago");
  }

  private void awaitOffset(Duration offset) {
    site.lab()
        .await(
            "the controller's clock is measured to be ahead by " + offset,
            () ->
                !measured().isEmpty()
                    && isNear(offset.toNanos(), measured().getLast().offsetNanos()));
  }

  private List<ClockMeasured> measured() {
    return events(ClockMeasured.class);
  }

  private List<Long> steps() {
    return events(ClockStepped.class).stream()
        .map(ClockStepped::stepNanos)
        .map(nanos -> Math.round(nanos / 1e9))
        .toList();
  }

  private <T> List<T> events(Class<T> type) {
    return shipped().stream()
        .map(StoredRecord::recorded)
        .map(Recorded::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** What the controller holds of a. */
  private List<StoredRecord> shipped() {
    return Records.in(site.controllerData()).all().stream()
        .filter(stored -> stored.recorded().envelope().id().node().value().equals("a"))
        .toList();
  }

  private static boolean isNear(long expectedNanos, long nanos) {
    return Math.abs(nanos - expectedNanos) < NEAR_NANOS;
  }
}
