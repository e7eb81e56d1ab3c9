package dev.baton.lab.bench.log;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many things were done in how long.
 *
 * @param cpuNanos of all the process's threads, so also what its collector and its compilers did;
 *     what others do on the machine is not in it
 */
record Pace(long count, long bytes, long nanos, long cpuNanos) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** A measurement that has begun. */
  record Begun(long atNanos, long atCpuNanos) {
    Pace end(long count, long bytes) {
      return new Pace(
          count, bytes, System.nanoTime() - atNanos, PROCESS.getProcessCpuTime() - atCpuNanos);
    }
  }

  /** What an earlier measurement left behind is collected before, and not in this one. */
  static Begun begin() {
    System.gc();
    return new Begun(System.nanoTime(), PROCESS.getProcessCpuTime());
  }

  /** How long so many would take at this pace. */
  double secondsFor(long many) {
    return many * (nanos / NANOS_PER_SECOND) / count;
  }

  /** A line of the table. */
  String row(String what) {
    double seconds = nanos / NANOS_PER_SECOND;
    String rate = bytes == 0 ? "" : "%.1f".formatted(bytes / BYTES_PER_MIB / seconds);
    double cpuSeconds = cpuNanos / NANOS_PER_SECOND;
    return "%-46s %,12.0f %,12.0f %9s".formatted(what, count / seconds, count / cpuSeconds, rate);
  }
}
