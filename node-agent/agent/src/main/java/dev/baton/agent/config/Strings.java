package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into strings as commands and file names are written: both kinds of quotes, anywhere
 * in a string, and backslash escapes. Other words know only double quotes, and no escapes.
 */
final class Strings {
  private static final String SPECIAL = "abEefnrtv";
  private static final String MEANT = "\u0007\b\u001B\u001B\f\n\r\t\u000B";

  private final String text;
  private final List<String> found = new ArrayList<>();
  private StringBuilder string = new StringBuilder();
  private boolean isInside;
  private int index;

  private Strings(String text, int start) {
    this.text = text;
    this.index = start;
  }

  /** The strings from an index of a line to its end, or to a brace. */
  static List<String> from(String line, int start) {
    return new Strings(line, start).all();
  }

  private List<String> all() {
    char quote = ' ';
    while (index < text.length()) {
      char c = text.charAt(index);
      if (quote == ' ' && (c == '}' || (c == '{' && !isInPlaceholder()))) {
        break;
      }
      c = text.charAt(index++);
      if (c == '\\' && index < text.length()) {
        escape();
      } else if (quote == ' ' && Character.isWhitespace(c)) {
        end();
      } else if (quote == ' ' ? c == '"' || c == '\'' : c == quote) {
        quote = quote == ' ' ? c : ' ';
        isInside = true;
      } else {
        add(c);
      }
    }
    end();
    return List.copyOf(found);
  }

  /** Whether the brace here is that of a <code>${…}</code>; if so, it is taken whole. */
  private boolean isInPlaceholder() {
    int closing = text.indexOf('}', index);
    if (closing < 0 || index == 0 || text.charAt(index - 1) != '$') {
      return false;
    }
    string.append(text, index, closing);
    index = closing;
    return true;
  }

  private void add(int c) {
    string.append((char) c);
    isInside = true;
  }

  private void end() {
    if (isInside) {
      found.add(string.toString());
    }
    string = new StringBuilder();
    isInside = false;
  }

  private void escape() {
    char c = text.charAt(index++);
    if (SPECIAL.indexOf(c) >= 0) {
      add(MEANT.charAt(SPECIAL.indexOf(c)));
    } else if (c == 'x' && digit(16) >= 0) {
      add(number(16, Integer.MAX_VALUE));
    } else if (c == 'c' && index < text.length()) {
      add(text.charAt(index++) & 0x1F);
    } else if (Character.digit(c, 8) >= 0) {
      index--;
      add(number(8, 3));
    } else {
      add(c);
    }
  }

  private int digit(int radix) {
    return index < text.length() ? Character.digit(text.charAt(index), radix) : -1;
  }

  private int number(int radix, int maxDigits) {
    int number = 0;
    for (int digits = 0; digits < maxDigits && digit(radix) >= 0; digits++) {
      number = (number * radix + digit(radix)) & 0xFF;
      index++;
    }
    return number;
  }
}
