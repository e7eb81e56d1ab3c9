package dev.baton.agent.engine;

/** The two clocks of the host. */
public interface MonotonicClock {

  /**
   * Nanoseconds of the kernel's monotonic clock, which every process of the host shares and which
   * nobody sets.
   */
  long nanos();

  /** Nanoseconds since 1970 of the wall clock, which may be set at any time: for records only. */
  long wallNanos();
}
