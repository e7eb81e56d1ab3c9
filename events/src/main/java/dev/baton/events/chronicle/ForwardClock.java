package dev.baton.events.chronicle;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.core.time.TimeProvider;

/**
 * Chooses the day's file, and never an earlier one than before: a queue does not take records into
 * a file that it has closed, so a clock that steps back over midnight would stop the log.
 */
final class ForwardClock implements TimeProvider {
  private final InstantSource clock;
  private final AtomicLong latestMillis = new AtomicLong();

  ForwardClock(InstantSource clock) {
    this.clock = clock;
  }

  void notBefore(long millis) {
    latestMillis.accumulateAndGet(millis, Math::max);
  }

  @Override
  public long currentTimeMillis() {
    return latestMillis.accumulateAndGet(clock.millis(), Math::max);
  }
}
