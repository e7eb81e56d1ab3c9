package dev.baton.agent.engine;

/**
 * Holds the first elections off for a while after a start. An engine that is started in place of
 * one that died is told the same end, and so does not wait again.
 */
final class StartDelay {
  private long endNanos;
  private boolean isOver = true;

  /** Elections begin then, and not before. */
  void until(long untilNanos, long nowNanos) {
    endNanos = untilNanos;
    isOver = untilNanos - nowNanos <= 0;
  }

  /** Whether elections may begin. */
  boolean isOver() {
    return isOver;
  }

  /** Whether elections may begin from now on, and could not before. */
  boolean ends(long nowNanos) {
    boolean ends = !isOver && endNanos - nowNanos <= 0;
    isOver = isOver || ends;
    return ends;
  }

  /** When the engine has to look again; never is {@link Wakeups#NO_DEADLINE}. */
  long dueNanos() {
    return isOver ? Wakeups.NO_DEADLINE : endNanos;
  }
}
