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

  /** A line of the table. */
  String row(String what) {
    double seconds = nanos / NANOS_PER_SECOND;
    String rate = bytes == 0 ? "" : "%.1f".formatted(bytes / BYTES_PER_MIB / seconds);
    return "%-44s %,14.0f %12s".formatted(what, count / seconds, rate);
  }
}
