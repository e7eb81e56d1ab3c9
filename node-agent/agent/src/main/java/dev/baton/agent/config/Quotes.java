package dev.baton.agent.config;

/** Where quoted strings begin and end; a quote without its partner on the line is a character. */
final class Quotes {
  private Quotes() {}

  /** Whether a quoted string begins here. */
  static boolean opensAt(String text, int index) {
    return closingOf(text, index) > index;
  }

  /** The index of the closing quote of the string that begins here, or -1. */
  static int closingOf(String text, int index) {
    char quote = text.charAt(index);
    if (quote != '"' && quote != '\'') {
      return -1;
    }
    for (int i = index + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i;
      }
      if (c == '\\' && quote == '"') {
        i++;
      }
    }
    return -1;
  }

  /** The index of the first of these characters outside all quotes, or -1. */
  static int indexOutside(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (opensAt(text, i)) {
        i = closingOf(text, i);
      } else if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
