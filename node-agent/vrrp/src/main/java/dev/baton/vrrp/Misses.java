package dev.baton.vrrp;

/**
 * The overdue adverts of another router, and how often they were reported.
 *
 * @param counted whether the advert that should follow the last one counts as missed already
 * @param quietUntil until when no more is reported
 * @param unreported how many were missed since the last report
 */
public record Misses(boolean counted, Deadline quietUntil, long unreported) {
  static final Misses NONE = new Misses(false, Deadline.never(), 0);

  private static final long REPORT_EVERY_NANOS = 60_000_000_000L;

  boolean isQuiet(long nowNanos) {
    return quietUntil.isAhead(nowNanos);
  }

  /** One more, reported unless it is quiet. */
  Misses counted(long nowNanos) {
    return isQuiet(nowNanos)
        ? new Misses(true, quietUntil, unreported + 1)
        : new Misses(true, new Deadline.At(nowNanos + REPORT_EVERY_NANOS), 0);
  }

  /** The router is heard again. */
  Misses heardAgain() {
    return counted ? new Misses(false, quietUntil, unreported) : this;
  }
}
