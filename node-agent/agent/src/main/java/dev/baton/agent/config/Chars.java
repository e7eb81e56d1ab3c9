package dev.baton.agent.config;

import java.util.Arrays;

/** Characters, each with the column of the file that it came from. */
final class Chars {
  private final String text;
  private final int[] columns;

  private Chars(String text, int[] columns) {
    this.text = text;
    this.columns = columns;
  }

  /** Text as it stands in a line. */
  static Chars of(String text, int firstColumn) {
    int[] columns = new int[text.length()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = firstColumn + i;
    }
    return new Chars(text, columns);
  }

  /** Text that stands elsewhere, for what stands in this column. */
  static Chars allAt(String text, int column) {
    int[] columns = new int[text.length()];
    Arrays.fill(columns, column);
    return new Chars(text, columns);
  }

  String text() {
    return text;
  }

  int columnAt(int index) {
    return columns[index];
  }

  Chars from(int start) {
    return part(start, columns.length);
  }

  Chars part(int start, int end) {
    return new Chars(text.substring(start, end), Arrays.copyOfRange(columns, start, end));
  }

  /** Puts characters together from several places. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] columns = new int[64];

    /** Takes over characters with their columns. */
    void copy(Chars source, int from, int to) {
      int start = grow(to - from);
      text.append(source.text, from, to);
      System.arraycopy(source.columns, from, columns, start, to - from);
    }

    /** Puts in characters that stand elsewhere, for what stands in this column. */
    void insert(String inserted, int column) {
      int start = grow(inserted.length());
      text.append(inserted);
      Arrays.fill(columns, start, text.length(), column);
    }

    /** Makes room and returns where it begins. */
    private int grow(int more) {
      int start = text.length();
      if (start + more > columns.length) {
        columns = Arrays.copyOf(columns, Math.max(2 * columns.length, start + more));
      }
      return start;
    }

    int length() {
      return text.length();
    }

    Chars chars() {
      return new Chars(text.toString(), Arrays.copyOf(columns, text.length()));
    }
  }
}
