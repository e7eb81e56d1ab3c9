package dev.baton.agent.config;

/** How Baton stands to a keyword. */
sealed interface Standing {
  /** It is read. */
  record Read() implements Standing {}

  /** keepalived knows it, Baton runs without it; and what happens instead. */
  record NotYet(String instead) implements Standing {}

  /** It is read and checked, but not all of it is carried out; and what is missing. */
  record Partly(String missing) implements Standing {}

  /** It belongs to a part of keepalived that Baton leaves alone. */
  record NotManaged(String part) implements Standing {}

  /**
   * keepalived does not know it either; the nearest word that is known, empty when none is near.
   */
  record Unknown(String nearest) implements Standing {}
}
