package dev.baton.events;

/** What a controller may ask of an agent. */
public sealed interface Command {
  /** Become a spare of last resort. */
  record PlaceHold(String drainId, String by, String message, long expiresAtNanos)
      implements Command {}

  /** Take part as configured again. */
  record LiftHold(String drainId, String by) implements Command {}

  /** A take-over by another is coming: keep serving, silent, for a linger after yielding. */
  record ExpectHandOver(VirtualRouterId virtualRouter, long forMillis) implements Command {}

  /** Become Active now, if the expected Active was the last one heard. */
  record TakeOver(VirtualRouterId virtualRouter, String expectedActive, Priority expectedPriority)
      implements Command {}

  /** Read the configuration again, and go over to it if there is no error in it. */
  record Reload(String message) implements Command {}
}
