package dev.baton.agent.engine;

/** The one place where the engine waits. */
public interface Wakeups {

  /** The deadline of an engine that waits for nothing but input. */
  long NO_DEADLINE = Long.MAX_VALUE;

  /**
   * Returns when a socket, a link or another process has something for the engine, or at the
   * deadline, or (seldom) for no reason at all.
   *
   * @param untilNanos in the time of {@link MonotonicClock#nanos}
   */
  void await(long untilNanos);
}
