package dev.baton.agent.uplink;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Our wall clock against the controller's, by round trips as in NTP (RFC 5905 section 8): the
 * controller read its clock somewhere between our sending and our receiving, so half the round trip
 * bounds the error. The shortest of the last round trips speaks.
 */
final class ClockComparison {
  private static final int KEPT = 8;

  private final ArrayDeque<Measurement> last = new ArrayDeque<>();
  private Measurement told = new Measurement(0, Long.MAX_VALUE);
  private int measured;

  /**
   * One comparison.
   *
   * @param offsetNanos the controller's clock minus ours
   */
  record Measurement(long offsetNanos, long errorNanos) {
    /** Both cannot be true of the same two clocks: one of them was set, or has drifted, since. */
    boolean contradicts(Measurement other) {
      return Math.abs(offsetNanos - other.offsetNanos) > errorNanos + other.errorNanos;
    }
  }

  void pong(long sentNanos, long controllerWallNanos) {
    pong(sentNanos, System.nanoTime(), wallNanos(), controllerWallNanos);
  }

  void pong(long sentNanos, long receivedNanos, long receivedWallNanos, long controllerWallNanos) {
    long halfTrip = (receivedNanos - sentNanos) / 2;
    var measurement =
        new Measurement(controllerWallNanos - (receivedWallNanos - halfTrip), halfTrip);
    last.removeIf(measurement::contradicts);
    last.addLast(measurement);
    if (last.size() > KEPT) {
      last.removeFirst();
    }
    measured++;
  }

  /** Whether enough round trips were made to trust the shortest. */
  boolean isSettled() {
    return measured >= KEPT;
  }

  /**
   * A measurement worth telling: the first settled one, and any that contradicts or much improves
   * the last told.
   */
  List<Measurement> news() {
    if (!isSettled()) {
      return List.of();
    }
    var best = last.getFirst();
    for (var measurement : last) {
      if (measurement.errorNanos() < best.errorNanos()) {
        best = measurement;
      }
    }
    boolean first = told.errorNanos() == Long.MAX_VALUE;
    boolean contradicts = !first && best.contradicts(told);
    boolean better = !first && best.errorNanos() < told.errorNanos() / 2;
    if (!first && !contradicts && !better) {
      return List.of();
    }
    told = best;
    return List.of(best);
  }

  private static long wallNanos() {
    var now = java.time.Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
