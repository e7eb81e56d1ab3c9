package dev.baton.events.tool;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says each second how far a reading has come; nothing when it takes no longer than that. */
final class Progress {
  private static final int LOOK_EVERY = 1 << 12;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PrintWriter out;
  private final long lastSeq;
  private final long beganNanos = System.nanoTime();
  private long saidNanos = beganNanos;
  private long count;

  /**
   * Begins now.
   *
   * @param lastSeq the number of the record that will be the last
   */
  Progress(PrintWriter out, long lastSeq) {
    this.out = out;
    this.lastSeq = lastSeq;
  }

  void at(long seq) {
    if (++count % LOOK_EVERY != 0 || System.nanoTime() - saidNanos < SECOND_NANOS) {
      return;
    }
    saidNanos = System.nanoTime();
    double seconds = (double) (saidNanos - beganNanos) / SECOND_NANOS;
    out.printf(
        "%3d %%  %,d of %,d records, %,.0f a second%n",
        100 * seq / Math.max(1, lastSeq), seq, lastSeq, count / seconds);
    out.flush();
  }
}
