package dev.baton.lab;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Wall-clock time as the kernel stamps frames: nanoseconds since the epoch. */
final class WallClock {
  private WallClock() {}

  static long nowNanos() {
    return toNanos(Instant.now());
  }

  static long toNanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
