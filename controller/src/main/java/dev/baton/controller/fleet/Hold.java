package dev.baton.controller.fleet;

/** Whether a node is a spare of last resort. */
public sealed interface Hold {
  /** It takes part as configured. */
  Hold NONE = new NotHeld();

  /** It takes part as configured. */
  record NotHeld() implements Hold {}

  /**
   * It is.
   *
   * @param expiresAtNanos 0 for never
   */
  record Held(String drainId, String by, String message, long sinceNanos, long expiresAtNanos)
      implements Hold {}
}
