package dev.baton.vrrp.sim;

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
}
