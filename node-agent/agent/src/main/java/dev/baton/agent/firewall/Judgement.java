package dev.baton.agent.firewall;

/** Whether a condition holds for packets of which not all is known. */
enum Judgement {
  YES,
  NO,
  UNKNOWN;

  static Judgement of(boolean isSo) {
    return isSo ? YES : NO;
  }

  Judgement negated() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }

  Judgement and(Judgement other) {
    return this == NO || other == NO ? NO : this == UNKNOWN ? UNKNOWN : other;
  }

  Judgement or(Judgement other) {
    return negated().and(other.negated()).negated();
  }
}
