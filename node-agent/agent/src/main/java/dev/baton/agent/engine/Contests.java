package dev.baton.agent.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody else takes away from us, and how often. What goes now and then comes back at once;
 * with somebody who takes it as often as it is put there nobody wins by being fast: from then on it
 * is put back after pauses that grow, until it stays.
 */
final class Contests<T> {
  /** As often within a second it is put back at once. */
  static final int AT_ONCE = 5;

  private static final long WITHIN_NANOS = 1_000_000_000L;
  private static final long SHORTEST_PAUSE_NANOS = 100_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 1_000_000_000L;

  /** What stays so long, stays. */
  private static final long CALM_NANOS = 2_000_000_000L;

  private final Map<T, Losses> losses = new HashMap<>();

  /** What is to be done about a loss. */
  enum Answer {
    PUT_BACK,
    /** It is contested from now on: say so, and wait. */
    COMPLAIN,
    WAIT,
    /** Without a word: it may be taken again. */
    TRY
  }

  /** How often one was lost since when; while it is contested, when it may be put back. */
  private static final class Losses {
    private long sinceNanos;
    private int count;
    private long pauseNanos;
    private long dueNanos;
    private boolean isPut;
    private long putNanos;

    Losses(long nowNanos) {
      sinceNanos = nowNanos;
    }

    boolean isContested() {
      return pauseNanos > 0;
    }

    Answer answer(long nowNanos) {
      return isContested() ? contested(nowNanos) : first(nowNanos);
    }

    private Answer first(long nowNanos) {
      if (nowNanos - sinceNanos > WITHIN_NANOS) {
        sinceNanos = nowNanos;
        count = 0;
      }
      count++;
      if (count <= AT_ONCE) {
        return Answer.PUT_BACK;
      }
      pause(SHORTEST_PAUSE_NANOS, nowNanos);
      return Answer.COMPLAIN;
    }

    private Answer contested(long nowNanos) {
      if (isPut) {
        pause(Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS), nowNanos);
      }
      if (dueNanos - nowNanos > 0) {
        return Answer.WAIT;
      }
      isPut = true;
      putNanos = nowNanos;
      return Answer.TRY;
    }

    private void pause(long nanos, long nowNanos) {
      isPut = false;
      pauseNanos = nanos;
      dueNanos = nowNanos + nanos;
    }

    boolean isSettled(long nowNanos) {
      return isContested() && isPut && nowNanos - putNanos >= CALM_NANOS;
    }

    boolean isForgotten(long nowNanos) {
      return !isContested() && nowNanos - sinceNanos > WITHIN_NANOS;
    }
  }

  /** One is missing that should be there. */
  Answer missing(T what, long nowNanos) {
    return losses.computeIfAbsent(what, w -> new Losses(nowNanos)).answer(nowNanos);
  }

  boolean isContested(T what) {
    var known = losses.get(what);
    return known != null && known.isContested();
  }

  boolean isNone() {
    return losses.isEmpty();
  }

  /** Those that are contested no more, where all that are missing have been told of. */
  List<T> settled(long nowNanos) {
    var settled = new ArrayList<T>();
    losses
        .entrySet()
        .removeIf(entry -> {
          boolean isSettled = entry.getValue().isSettled(nowNanos);
          if (isSettled) {
            settled.add(entry.getKey());
          }
          return isSettled || entry.getValue().isForgotten(nowNanos);
        });
    return settled;
  }

  /** Only these are to be kept from now on. */
  void retain(Collection<T> kept) {
    losses.keySet().retainAll(kept);
  }

  /** Nothing is to be kept any more. */
  void end() {
    losses.clear();
  }
}
