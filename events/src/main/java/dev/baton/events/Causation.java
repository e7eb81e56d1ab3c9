package dev.baton.events;

/** The event that led to another. */
public sealed interface Causation {
  /** Nothing in any log led to it. */
  Causation NONE = new None();

  /** Nothing in any log led to it. */
  record None() implements Causation {}

  /** The event that led to it. */
  record By(EventId event) implements Causation {}
}
