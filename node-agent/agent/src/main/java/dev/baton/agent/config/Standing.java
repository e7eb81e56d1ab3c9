package dev.baton.agent.config;

/** How Baton stands to a keyword. */
sealed interface Standing {
  /** It is read. */
  record Read() implements Standing {}

  /** keepalived knows it, Baton runs without it; and what happens instead. */
  record NotYet(String instead) implements Standing {}

  /** keepalived knows it, and an instance run without it would do harm; and which. */
  record Harmful(String harm) implements Standing {}

  /** It belongs to a part of keepalived that Baton leaves alone. */
  record NotManaged(String part) implements Standing {}

  /**
   * keepalived does not know it either; the nearest word that is known, empty when none is near.
   */
  record Unknown(String nearest) implements Standing {}
}
