package dev.baton.vrrp.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Virtual time: runs what is due, one thing after the other, and checks after each. */
final class Simulation {
  private static final int TRACE_LINES = 200;
  private static final int MOST_EVENTS = 2_000_000;

  private record Event(long atNanos, long order, Runnable action) {
    /** By subtraction, since the simulated clock may run over. */
    int compare(Event other) {
      long difference = atNanos - other.atNanos;
      return difference == 0 ? Long.compare(order, other.order) : Long.signum(difference);
    }
  }

  /** What happened; it becomes text only when somebody wants to read it. */
  private record Note(long atNanos, String who, Object what) {
    String text() {
      return "%12.6f s  %s %s".formatted(atNanos / 1e9, who, what).stripTrailing();
    }
  }

  private final PriorityQueue<Event> queue = new PriorityQueue<>(Event::compare);
  private final List<Runnable> invariants = new ArrayList<>();
  private final Deque<Note> trace = new ArrayDeque<>();
  private final SplittableRandom seeds;
  private final long startNanos;
  private long nowNanos;
  private long scheduledCount;
  private int eventCount;

  /** One run in four crosses the point where a 64-bit clock turns negative. */
  Simulation(long seed) {
    seeds = new SplittableRandom(seed);
    startNanos = seeds.nextInt(4) == 0 ? Long.MAX_VALUE - 20_000_000_000L : seeds.nextInt();
    nowNanos = startNanos;
  }

  /** A source of chance for one concern, so that using it more does not disturb the others. */
  SplittableRandom chance() {
    return seeds.split();
  }

  long nowNanos() {
    return nowNanos;
  }

  /** How much virtual time has passed. */
  long elapsedNanos() {
    return nowNanos - startNanos;
  }

  int eventCount() {
    return eventCount;
  }

  void always(Runnable invariant) {
    invariants.add(invariant);
  }

  void after(long delayNanos, Runnable action) {
    queue.add(new Event(nowNanos + Math.max(0, delayNanos), scheduledCount++, action));
  }

  void runFor(long nanos) {
    long endNanos = nowNanos + nanos;
    for (var next = queue.peek(); next != null; next = queue.peek()) {
      if (next.atNanos() - endNanos > 0) {
        break;
      }
      runNext();
    }
    nowNanos = endNanos;
  }

  /** Whether the condition came true in this time. */
  boolean runUntil(BooleanSupplier condition, long withinNanos) {
    long endNanos = nowNanos + withinNanos;
    while (!condition.getAsBoolean()) {
      var next = queue.peek();
      if (next == null || next.atNanos() - endNanos > 0) {
        nowNanos = endNanos;
        return condition.getAsBoolean();
      }
      runNext();
    }
    return true;
  }

  /** Remembers what happened, for the message of a failure. */
  void note(String who, Object what) {
    if (trace.size() == TRACE_LINES) {
      trace.removeFirst();
    }
    trace.addLast(new Note(elapsedNanos(), who, what));
  }

  List<String> trace() {
    return trace.stream().map(Note::text).toList();
  }

  private void runNext() {
    InvariantViolated.require(++eventCount < MOST_EVENTS, "the simulation does not come to rest");
    var event = queue.remove();
    nowNanos = event.atNanos();
    event.action().run();
    for (var invariant : invariants) {
      invariant.run();
    }
  }
}
