package dev.baton.agent.link;

/**
 * A ring holds what no writer of ours puts there. Nothing after it can be trusted: the process that
 * finds it says so and has the engine replaced, as a new engine gets new rings.
 */
public final class DamagedRing extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  /** What is wrong, and where. */
  public DamagedRing(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong, and where. */
  public String reason() {
    return reason;
  }
}
