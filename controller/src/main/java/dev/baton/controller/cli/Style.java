package dev.baton.controller.cli;

import java.io.Console;
import java.util.Optional;

/** Colour, on a terminal only, and not where NO_COLOR asks for none. */
enum Style {
  /** As it is. */
  PLAIN(""),
  /** Heads. */
  BOLD("1"),
  /** Needs somebody. */
  BAD("31"),
  /** Worth a look. */
  DOUBTFUL("33");

  private static final boolean IS_ON = !terminal().isEmpty() && System.getenv("NO_COLOR") == null;

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The terminal that a person sits at: one, or none, as in a pipe. */
  static Optional<Console> terminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  static Style ofState(String row) {
    if (row.matches(".*\\b(SPLIT_BRAIN|NO_ACTIVE|FAULT|FAILED|STUCK)\\b.*")) {
      return BAD;
    }
    return row.matches(".*\\b(NO_SPARE|UNKNOWN|SILENT|DRAINING|HELD|STOPPED)\\b.*")
        ? DOUBTFUL
        : PLAIN;
  }

  String on(String text) {
    return IS_ON && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
