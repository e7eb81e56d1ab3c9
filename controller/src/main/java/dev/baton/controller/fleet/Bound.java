package dev.baton.controller.fleet;

/** How exact a time between two nodes is. */
public sealed interface Bound {
  /** A clock was never measured. */
  Bound UNKNOWN = new Unknown();

  /** The bound of a difference of two times. */
  static Bound sum(Bound one, Bound other) {
    return one instanceof Within a && other instanceof Within b
        ? new Within(a.nanos + b.nanos)
        : UNKNOWN;
  }

  /** Plus or minus so much. */
  record Within(long nanos) implements Bound {}

  /** A clock was never measured. */
  record Unknown() implements Bound {}
}
