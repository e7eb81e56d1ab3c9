package dev.baton.agent.config;

/**
 * Where comments begin: at a {@code #} or {@code !} that is neither quoted nor behind a backslash.
 */
final class Comments {
  private Comments() {}

  /** The index where the comment of this line begins, or -1. */
  static int startIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSign(c)) {
        return i;
      } else if (isEscaped(text, i)) {
        i++;
      } else if (c == '"') {
        i = Math.max(i, Quotes.closingOf(text, i));
      }
    }
    return -1;
  }

  private static boolean isSign(char c) {
    return c == '#' || c == '!';
  }

  /** Whether a backslash stands here that makes the next sign a character. */
  private static boolean isEscaped(String text, int index) {
    return text.charAt(index) == '\\'
        && index + 1 < text.length()
        && isSign(text.charAt(index + 1));
  }

  /** The text without the backslashes that kept signs from beginning a comment. */
  static Chars unescaped(Chars chars) {
    String text = chars.text();
    if (text.indexOf('\\') < 0) {
      return chars;
    }
    var plain = new Chars.Builder();
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text, i)) {
        plain.copy(chars, copied, i);
        copied = i + 1;
        i++;
      } else if (text.charAt(i) == '"') {
        i = Math.max(i, Quotes.closingOf(text, i));
      }
    }
    plain.copy(chars, copied, text.length());
    return plain.chars();
  }

  /** The text with a backslash before each sign outside of quotes; undoes {@link #unescaped}. */
  static String escaped(String text) {
    if (text.indexOf('#') < 0 && text.indexOf('!') < 0) {
      return text;
    }
    var escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int closing = Quotes.closingOf(text, i);
      if (closing > i) {
        escaped.append(text, i, closing + 1);
        i = closing;
      } else if (isSign(text.charAt(i))) {
        escaped.append('\\').append(text.charAt(i));
      } else {
        escaped.append(text.charAt(i));
      }
    }
    return escaped.toString();
  }
}
