package dev.baton.agent.config;

/**
 * Where quoted strings begin and end. Only {@code "} quotes a word; a quote without its partner on
 * the line is a character.
 */
final class Quotes {
  private Quotes() {}

  /** Whether a quoted string begins here. */
  static boolean opensAt(String text, int index) {
    return closingOf(text, index) > index;
  }

  /** The index of the closing quote of the string that begins here, or -1. */
  static int closingOf(String text, int index) {
    if (text.charAt(index) != '"') {
      return -1;
    }
    for (int i = index + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  /** Whether the character at this index stands inside a quoted string. */
  static boolean enclose(String text, int index) {
    int i = 0;
    while (i < index) {
      int closing = closingOf(text, i);
      if (closing > index) {
        return true;
      }
      i = Math.max(i, closing) + 1;
    }
    return false;
  }
}
