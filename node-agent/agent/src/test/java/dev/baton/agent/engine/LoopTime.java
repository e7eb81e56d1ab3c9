package dev.baton.agent.engine;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what is to happen, in the order in which it does. */
final class LoopTime {
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::order));
  private long nowNanos;
  private long count;

  private record Due(long atNanos, long order, Runnable action) {}

  long nowNanos() {
    return nowNanos;
  }

  /** Has something happen later; at once is after what is there already. */
  void after(long delayNanos, Runnable action) {
    at(nowNanos + delayNanos, action);
  }

  /** Has something happen then, or now if then is over. */
  void at(long atNanos, Runnable action) {
    queue.add(new Due(Math.max(nowNanos, atNanos), count++, action));
  }

  /** Lets everything happen until then. */
  void runUntil(long untilNanos) {
    while (!queue.isEmpty() && queue.peek().atNanos() <= untilNanos) {
      var due = queue.remove();
      nowNanos = due.atNanos();
      due.action().run();
    }
    nowNanos = untilNanos;
  }
}
