package dev.baton.agent.config;

import java.util.List;

/** What stands at the beginning of a line that is read several times. */
sealed interface Loop {
  /** The line is an ordinary one. */
  record None() implements Loop {}

  /** It looks like a loop and is none; how to write it. */
  record Malformed(String form) implements Loop {}

  /**
   * The rest of the line is read once for each round.
   *
   * @param names the variables that get values
   * @param rounds for each round a value for each name
   * @param end the index after the closing parenthesis
   */
  record Rounds(List<String> names, List<List<String>> rounds, int end) implements Loop {}
}
