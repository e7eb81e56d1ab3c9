package dev.baton.controller;

import java.time.Instant;

/** This machine's wall clock. */
final class WallClock {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private WallClock() {}

  /** Nanoseconds since 1970. */
  static long nanos() {
    var now = Instant.now();
    return now.getEpochSecond() * SECOND_NANOS + now.getNano();
  }
}
