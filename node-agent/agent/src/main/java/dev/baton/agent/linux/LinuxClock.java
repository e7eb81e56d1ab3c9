package dev.baton.agent.linux;

import dev.baton.agent.engine.MonotonicClock;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeBuffer;

/** CLOCK_MONOTONIC and CLOCK_REALTIME; for one thread. */
public final class LinuxClock implements MonotonicClock {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Kernel kernel;
  private final NativeBuffer timespec = NativeBuffer.allocate(16);

  /** A clock for the calling thread. */
  public LinuxClock(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public long nanos() {
    return read(Kernel.CLOCK_MONOTONIC);
  }

  @Override
  public long wallNanos() {
    return read(Kernel.CLOCK_REALTIME);
  }

  private long read(int clock) {
    kernel.clock(clock, timespec);
    return timespec.bytes().getLong(0) * NANOS_PER_SECOND + timespec.bytes().getLong(8);
  }
}
