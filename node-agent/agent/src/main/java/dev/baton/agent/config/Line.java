package dev.baton.agent.config;

/**
 * One line without its comment. The text may be longer than what stands in the file, once variables
 * are expanded, so each character carries the column that it came from.
 */
record Line(String file, int number, Chars chars, Comment comment) {

  /** What follows the {@code #} or {@code !}, empty when there is none. */
  record Comment(String text, int column) {
    /** Whether it is a setting of Baton's own. */
    boolean isSetting() {
      return text.startsWith("#@baton");
    }
  }

  /** Splits a raw line. */
  static Line of(String file, int number, String raw) {
    int end = Comments.startIn(raw);
    if (end < 0) {
      return new Line(file, number, Chars.of(raw, 1), new Comment("", raw.length() + 1));
    }
    return new Line(
        file, number, Chars.of(raw.substring(0, end), 1), new Comment(raw.substring(end), end + 1));
  }

  /** As it is when nothing more is put in: a comment that came with a variable is gone. */
  Line finished() {
    int end = Comments.startIn(text());
    return with(Comments.unescaped(end < 0 ? chars : chars.part(0, end)));
  }

  String text() {
    return chars.text();
  }

  /** Where the character at this index came from. */
  Position at(int index) {
    int column = index < text().length() ? chars.columnAt(index) : comment.column();
    return new Position(file, number, column);
  }

  Position commentPosition() {
    return new Position(file, number, comment.column());
  }

  Line with(Chars replacement) {
    return new Line(file, number, replacement, comment);
  }

  Line with(Chars replacement, Comment other) {
    return new Line(file, number, replacement, other);
  }

  /** Without the spaces around it. */
  Line stripped() {
    int end = text().stripTrailing().length();
    return with(chars.part(Math.min(indent(), end), end));
  }

  /** The index of the first character that is not a space, or the length of the text. */
  int indent() {
    int index = 0;
    while (index < text().length() && Character.isWhitespace(text().charAt(index))) {
      index++;
    }
    return index;
  }
}
