package dev.baton.agent.config;

/**
 * How long the addresses stay on their interfaces when nobody renews them.
 *
 * @param lifetimeSeconds 0 for ever
 */
public record Fence(int lifetimeSeconds) {
  /** They stay until somebody takes them away. */
  public static final Fence NONE = new Fence(0);

  /** How long after the last renewal the next one is due. */
  public long renewalNanos() {
    return lifetimeSeconds * 1_000_000_000L / 3;
  }

  /** Whether they lapse at all. */
  public boolean isSet() {
    return lifetimeSeconds > 0;
  }
}
