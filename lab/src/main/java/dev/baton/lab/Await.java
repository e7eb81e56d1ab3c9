package dev.baton.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition, with a limit and a message that helps when it is not met. */
public final class Await {
  /** Generous: a limit is there to end a broken run, not to judge a slow machine. */
  public static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /**
   * Waits until the condition holds; fails after the limit with what was awaited and the detail.
   */
  public static void until(
      String what, Duration limit, BooleanSupplier condition, Supplier<String> detail) {
    if (!holdsWithin(limit, condition)) {
      throw new LabException("not within " + limit + ": " + what + "\n" + detail.get());
    }
  }

  /** Waits until the condition holds, at most so long; says whether it does. */
  public static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos >= 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** As above, without any detail. */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    until(what, limit, condition, () -> "");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw LabException.interrupted(e);
    }
  }
}
