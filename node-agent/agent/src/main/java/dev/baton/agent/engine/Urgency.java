package dev.baton.agent.engine;

import dev.baton.agent.config.Scheduling;

/** What the host gives the engine before others. What it refuses, it says itself, once. */
public interface Urgency {
  /** Goes over to what the configuration asks for. */
  void use(Scheduling scheduling);

  /**
   * Runs the engine in real time at a priority, because it ran late by so much.
   *
   * @return whether that is allowed
   */
  boolean raise(int priority, long lateNanos);
}
