package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A program to run, as keepalived understands a script's string: its words, with quotes as a shell
 * has them, are given to the program as they are. No shell sees them, so {@code ;}, {@code $HOME}
 * and {@code &&} are arguments; but a string that begins with a redirection is a shell's.
 *
 * @param secured whether it is refused as root's when others could have written it
 */
public record ScriptCommand(String text, ScriptUser user, boolean secured) {
  private static final String SHELL = "/bin/sh";

  /** What to execute, and with which arguments. */
  public List<String> words() {
    if (text.startsWith("<") || text.startsWith(">")) {
      return List.of(SHELL, "-c", text);
    }
    return new Splitting(text).words();
  }

  /** What is run, without any argument; those may be secret. */
  public String program() {
    return words().getFirst();
  }

  /** The words of one string. */
  private static final class Splitting {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    Splitting(String text) {
      this.text = text;
    }

    List<String> words() {
      int index = 0;
      while (index < text.length()) {
        index = step(index);
      }
      endWord();
      return List.copyOf(words);
    }

    /** Takes what stands at index, and returns the index after it. */
    private int step(int index) {
      char c = text.charAt(index);
      if (Character.isWhitespace(c)) {
        endWord();
        return index + 1;
      }
      inWord = true;
      int closing = closingOf(index);
      if (closing > index) {
        appendQuoted(text.substring(index + 1, closing), c);
        return closing + 1;
      }
      boolean escapes = c == '\\' && index + 1 < text.length();
      word.append(escapes ? text.charAt(index + 1) : c);
      return index + (escapes ? 2 : 1);
    }

    /** The index of the quote that closes the one here, or -1. */
    private int closingOf(int opening) {
      char quote = text.charAt(opening);
      if (quote != '"' && quote != '\'') {
        return -1;
      }
      int index = opening + 1;
      while (index < text.length() && text.charAt(index) != quote) {
        index += quote == '"' && text.charAt(index) == '\\' ? 2 : 1;
      }
      return index < text.length() ? index : -1;
    }

    private void appendQuoted(String quoted, char quote) {
      for (int i = 0; i < quoted.length(); i++) {
        boolean escapes = quote == '"' && quoted.charAt(i) == '\\' && i + 1 < quoted.length();
        word.append(quoted.charAt(escapes ? ++i : i));
      }
    }

    private void endWord() {
      if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }
  }
}
