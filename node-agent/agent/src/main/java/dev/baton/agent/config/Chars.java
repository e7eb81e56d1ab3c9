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
    Arrays.setAll(columns, i -> firstColumn + i);
    return new Chars(text, columns);
  }

  String text() {
    return text;
  }

  int columnAt(int index) {
    return columns[index];
  }

  Chars from(int start) {
    return new Chars(text.substring(start), Arrays.copyOfRange(columns, start, columns.length));
  }

  /** Puts characters together from several places. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] columns = new int[0];

    /** Takes over characters with their columns. */
    void copy(Chars source, int from, int to) {
      int start = grow(source.text.substring(from, to));
      System.arraycopy(source.columns, from, columns, start, to - from);
    }

    /** Puts in characters that stand elsewhere, for what stands in this column. */
    void insert(String inserted, int column) {
      int start = grow(inserted);
      Arrays.fill(columns, start, columns.length, column);
    }

    private int grow(String more) {
      int start = columns.length;
      text.append(more);
      columns = Arrays.copyOf(columns, text.length());
      return start;
    }

    int length() {
      return columns.length;
    }

    Chars chars() {
      return new Chars(text.toString(), columns);
    }
  }
}
