package dev.baton.agent.config;

import java.util.List;

/**
 * What the engine gets of the host's processors and memory before others.
 *
 * @param rank how it is scheduled to begin with
 * @param raise how it is scheduled when that was not enough
 * @param limitMicros how long it may use a processor without a pause before that is said; 0 for
 *     ever
 * @param locksMemory whether its memory is kept from being swapped out
 * @param processors those that it may use: none for all
 */
public record Scheduling(
    Rank rank, Raise raise, long limitMicros, boolean locksMemory, List<Integer> processors) {
  /** Without any word about it. */
  public static final Scheduling USUAL =
      new Scheduling(new Rank.Usual(), Raise.NEVER, 0, false, List.of());

  /** Whom it runs before. */
  public sealed interface Rank {
    /** As Baton sees fit: in real time, where that is allowed. */
    record Usual() implements Rank {}

    /** In real time, by turns with others of the same priority; 1 is the lowest, 99 highest. */
    record RealTime(int priority) implements Rank {}

    /** As ordinary processes are; -20 is before and 19 after all of them. */
    record Ordinary(int niceness) implements Rank {}
  }

  /**
   * How it is raised when a timer fires late: into real time, and by one each time.
   *
   * @param highest the priority where that ends; 0 for never
   */
  public record Raise(int highest, long lateNanos) {
    static final Raise NEVER = new Raise(0, 1_000_000_000L);
  }

  /** Takes a copy. */
  public Scheduling {
    processors = List.copyOf(processors);
  }
}
