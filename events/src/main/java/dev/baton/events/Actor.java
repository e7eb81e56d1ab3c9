package dev.baton.events;

/** Who made an event happen, when it was not the protocol itself. */
public sealed interface Actor {
  /** The protocol, a timer, the network. */
  Actor NOBODY = new Nobody();

  /** No person and no program asked for it. */
  record Nobody() implements Actor {}

  /**
   * Somebody asked for it.
   *
   * @param kind {@code operator} or {@code controller}
   * @param id a user's or program's name
   * @param via {@code api}, {@code cli}, {@code local}
   */
  record Known(String kind, String id, String via) implements Actor {}
}
