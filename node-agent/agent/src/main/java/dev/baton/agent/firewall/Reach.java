package dev.baton.agent.firewall;

/** Whether packets get to a place in the rules. */
enum Reach {
  NEVER,
  PERHAPS,
  SURE;

  /** Of those that a condition holds for. */
  Reach where(Judgement condition) {
    return switch (condition) {
      case YES -> this;
      case NO -> NEVER;
      case UNKNOWN -> this == SURE ? PERHAPS : this;
    };
  }

  /** Of those that it does not hold for. */
  Reach unless(Judgement condition) {
    return where(condition.negated());
  }

  Reach or(Reach other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
