package dev.baton.controller.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long the disk took for each group commit. One thread tells, any may look. */
public final class CommitTimes {
  /** What is told apart: how many took no longer than each; the rest took longer than the last. */
  public static final List<Long> LIMITS_MILLIS = List.of(1L, 5L, 20L, 100L, 1_000L);

  private volatile Seen seen = new Seen(0, 0, 0, Collections.nCopies(LIMITS_MILLIS.size() + 1, 0L));

  /**
   * All of them so far.
   *
   * @param counts how many took no longer than each limit, and longer than the one before it
   */
  public record Seen(long count, long totalNanos, long largestNanos, List<Long> counts) {
    /** Keeps a copy. */
    public Seen {
      counts = List.copyOf(counts);
    }
  }

  void took(long nanos) {
    var counts = new ArrayList<>(seen.counts());
    int place = 0;
    while (place < LIMITS_MILLIS.size()
        && nanos > TimeUnit.MILLISECONDS.toNanos(LIMITS_MILLIS.get(place))) {
      place++;
    }
    counts.set(place, counts.get(place) + 1);
    seen =
        new Seen(
            seen.count() + 1,
            seen.totalNanos() + nanos,
            Math.max(seen.largestNanos(), nanos),
            counts);
  }

  /** Up to now. */
  public Seen seen() {
    return seen;
  }
}
