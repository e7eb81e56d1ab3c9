package dev.baton.agent.config;

import dev.baton.agent.config.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts lines into tokens. Braces stand alone wherever they are, but not inside {@code ${…}}. */
final class Lexer {
  private static final String BATON = "#@baton";

  private final Findings findings;
  private final List<Token> tokens = new ArrayList<>();

  Lexer(Findings findings) {
    this.findings = findings;
  }

  List<Token> tokens(List<Line> lines) {
    lines.forEach(this::line);
    return List.copyOf(tokens);
  }

  private void line(Line line) {
    String text = line.text();
    int index = 0;
    while (index < text.length()) {
      char c = text.charAt(index);
      if (Character.isWhitespace(c)) {
        index++;
      } else if (c == '{' || c == '}') {
        Kind kind = c == '{' ? Kind.OPEN : Kind.CLOSE;
        tokens.add(new Token(kind, String.valueOf(c), line.at(index)));
        index++;
      } else {
        index = word(line, index);
      }
    }
    baton(line);
    tokens.add(new Token(Kind.END_OF_LINE, "", line.at(text.length())));
  }

  /** Reads the word that begins at start and returns the index after it. */
  private int word(Line line, int start) {
    String text = line.text();
    var word = new StringBuilder();
    int index = start;
    while (index < text.length() && !endsWord(text.charAt(index))) {
      int end = pieceEnd(text, index);
      if (Quotes.opensAt(text, index)) {
        word.append(unescaped(text.substring(index + 1, end - 1), text.charAt(index)));
      } else {
        word.append(text, index, end);
        warnOfLoneQuote(line, index);
      }
      index = end;
    }
    tokens.add(new Token(Kind.WORD, word.toString(), line.at(start)));
    return index;
  }

  private static boolean endsWord(char c) {
    return Character.isWhitespace(c) || c == '{' || c == '}';
  }

  /** The index after the quoted string, the placeholder or the single character at index. */
  private static int pieceEnd(String text, int index) {
    if (Quotes.opensAt(text, index)) {
      return Quotes.closingOf(text, index) + 1;
    }
    int brace = text.startsWith("${", index) ? text.indexOf('}', index) : -1;
    return brace < 0 ? index + 1 : brace + 1;
  }

  private static String unescaped(String quoted, char quote) {
    if (quote == '\'' || quoted.indexOf('\\') < 0) {
      return quoted;
    }
    var plain = new StringBuilder();
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      plain.append(c == '\\' && i + 1 < quoted.length() ? escaped(quoted.charAt(++i)) : c);
    }
    return plain.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> c;
    };
  }

  private void warnOfLoneQuote(Line line, int index) {
    char c = line.text().charAt(index);
    if (c == '"' || (c == '\'' && (index == 0 || endsWord(line.text().charAt(index - 1))))) {
      findings.warn(
          line.at(index),
          "the quote " + c + " is not closed on this line and is taken as a character; close it");
    }
  }

  private void baton(Line line) {
    String comment = line.comment().text();
    if (comment.equals(BATON) || comment.startsWith(BATON + " ")) {
      String rest = comment.substring(BATON.length()).strip();
      tokens.add(new Token(Kind.BATON, rest, line.commentPosition()));
    }
  }
}
