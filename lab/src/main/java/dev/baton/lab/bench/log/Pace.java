package dev.baton.lab.bench.log;

/** How many things were done in how long. */
record Pace(long count, long bytes, long nanos) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MIB = 1 << 20;

  /** A measurement that has begun. */
  record Begun(long atNanos) {
    Pace end(long count, long bytes) {
      return new Pace(count, bytes, System.nanoTime() - atNanos);
    }
  }

  static Begun begin() {
    return new Begun(System.nanoTime());
  }

  /** How long so many would take at this pace. */
  double secondsFor(long many) {
    return many * (nanos / NANOS_PER_SECOND) / count;
  }

  /** A line of the table. */
  String row(String what) {
    double seconds = nanos / NANOS_PER_SECOND;
    String rate = bytes == 0 ? "" : "%.1f".formatted(bytes / BYTES_PER_MIB / seconds);
    return "%-46s %,12.0f %9s".formatted(what, count / seconds, rate);
  }
}
