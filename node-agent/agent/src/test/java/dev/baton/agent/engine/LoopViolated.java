package dev.baton.agent.engine;

/** An engine did what no engine may do. */
final class LoopViolated extends RuntimeException {
  private static final long serialVersionUID = 1;

  LoopViolated(String what) {
    super(what);
  }
}
