package dev.baton.agent.config;

/** What a number may be, both ends included. */
record Range(int min, int max) {
  private static final long NANOS = 1_000_000_000L;

  boolean contains(int value) {
    return value >= min && value <= max;
  }

  /** Whether a time is in this range of seconds. */
  boolean containsNanos(long nanos) {
    return nanos >= min * NANOS && nanos <= max * NANOS;
  }

  @Override
  public String toString() {
    return min + " to " + max;
  }
}
