package dev.baton.vrrp.sim.peer;

import java.util.OptionalLong;

/** A timer that may be off; a point in a time that may run over. */
final class PeerClock {
  private boolean runs;
  private long atNanos;

  void set(long nanos) {
    runs = true;
    atNanos = nanos;
  }

  void off() {
    runs = false;
  }

  boolean isDue(long nowNanos) {
    return runs && nowNanos - atNanos >= 0;
  }

  OptionalLong earlier(PeerClock other) {
    if (!runs || (other.runs && other.atNanos - atNanos < 0)) {
      return other.runs ? OptionalLong.of(other.atNanos) : OptionalLong.empty();
    }
    return OptionalLong.of(atNanos);
  }
}
