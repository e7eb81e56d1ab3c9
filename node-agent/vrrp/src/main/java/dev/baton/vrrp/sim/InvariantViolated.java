package dev.baton.vrrp.sim;

import java.util.function.Supplier;

/** Something happened that must never happen. */
final class InvariantViolated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;

  InvariantViolated(String what) {
    super(what);
    this.what = what;
  }

  String what() {
    return what;
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new InvariantViolated(what);
    }
  }

  /** The same for what is checked so often that only a failure may cost a text. */
  static void require(boolean holds, Supplier<String> what) {
    if (!holds) {
      throw new InvariantViolated(what.get());
    }
  }
}
