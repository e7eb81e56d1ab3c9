package dev.baton.lab.bench.ingest;

import java.util.Arrays;

/** How long each of many things took. */
final class Latencies {
  private static final double MILLI_NANOS = 1e6;

  private long[] nanos = new long[1 << 16];
  private int count;

  void add(long tookNanos, int times) {
    if (count + times > nanos.length) {
      nanos = Arrays.copyOf(nanos, Math.max(2 * nanos.length, count + times));
    }
    Arrays.fill(nanos, count, count + times, tookNanos);
    count += times;
  }

  void clear() {
    count = 0;
  }

  /** Median, 99 % and the longest, in ms. */
  String summary() {
    if (count == 0) {
      return "none";
    }
    Arrays.sort(nanos, 0, count);
    return "median %.1f ms, 99 %% %.1f ms, longest %.1f ms"
        .formatted(millis(0.5), millis(0.99), millis(1));
  }

  private double millis(double part) {
    return nanos[(int) Math.min(count - 1, (long) (part * count))] / MILLI_NANOS;
  }
}
