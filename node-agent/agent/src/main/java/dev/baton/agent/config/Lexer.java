package dev.baton.agent.config;

import dev.baton.agent.config.Token.Kind;
import dev.baton.agent.config.Token.Source;
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
    int closing = Quotes.closingOf(text, start);
    if (closing > start) {
      add(line, start, text.substring(start + 1, closing));
      return closing + 1;
    }
    warnOfLoneQuote(line, start);
    int end = pieceEnd(text, start);
    while (end < text.length() && !endsWord(text, end)) {
      end = pieceEnd(text, end);
    }
    add(line, start, text.substring(start, end));
    return end;
  }

  private void add(Line line, int start, String word) {
    tokens.add(new Token(Kind.WORD, word, line.at(start), new Source(line.text(), start)));
  }

  private static boolean endsWord(String text, int index) {
    char c = text.charAt(index);
    return Character.isWhitespace(c) || c == '{' || c == '}' || Quotes.opensAt(text, index);
  }

  /** The index after the placeholder or the single character at index. */
  private static int pieceEnd(String text, int index) {
    int brace = text.startsWith("${", index) ? text.indexOf('}', index) : -1;
    return brace < 0 ? index + 1 : brace + 1;
  }

  private void warnOfLoneQuote(Line line, int index) {
    if (line.text().charAt(index) == '"') {
      findings.warn(
          line.at(index),
          "the quote \" is not closed on this line and is taken as a character; close it");
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
