package dev.baton.agent.config;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Where a configuration is described: lines that fit a terminal, with colours where it is one. */
final class Page {
  private static final int COLUMNS = 100;
  private static final int INDENT = 14;
  private static final String BOLD = "1";
  private static final String DIM = "2";
  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";

  private final PrintStream out;
  private final boolean isColoured;

  Page(PrintStream out, boolean isColoured) {
    this.out = out;
    this.isColoured = isColoured;
  }

  /** A title and lines that begin with a label. */
  void description(List<String> lines) {
    String title = lines.getFirst();
    int place = title.indexOf(" (");
    out.println(
        place < 0
            ? paint(BOLD, title)
            : paint(BOLD, title.substring(0, place)) + paint(DIM, title.substring(place)));
    lines.subList(1, lines.size()).forEach(this::labelled);
  }

  private void labelled(String line) {
    String label = line.substring(0, Math.min(INDENT, line.length()));
    wrapped(DIM, label, line.substring(label.length()));
  }

  /** Something that is regretted later. */
  void note(String text) {
    wrapped(YELLOW, "  ! note      ", text);
  }

  private void wrapped(String style, String label, String text) {
    String head = paint(style, label);
    for (String part : parts(text)) {
      out.println(head + part);
      head = " ".repeat(INDENT);
    }
  }

  /** Cuts at spaces; a word that is too long for a line stands alone. */
  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    String rest = text;
    while (rest.length() > COLUMNS - INDENT) {
      int space = rest.lastIndexOf(' ', COLUMNS - INDENT);
      int cut = space > 0 ? space : rest.indexOf(' ');
      if (cut < 0) {
        break;
      }
      parts.add(rest.substring(0, cut));
      rest = rest.substring(cut + 1);
    }
    parts.add(rest);
    return parts;
  }

  void diagnostic(Diagnostic diagnostic) {
    String style = diagnostic.severity() == Severity.ERROR ? RED : YELLOW;
    String word = diagnostic.severity().text();
    finding(diagnostic.position().toString(), paint(style, word + ":"), said(diagnostic));
  }

  private static String said(Diagnostic diagnostic) {
    return diagnostic.severity() == Severity.WARNING
        ? diagnostic.message() + " (a reload would not take this)"
        : diagnostic.message();
  }

  /** What does not stand in the file, but on the host where it is checked. */
  void ofHost(String word, String message) {
    finding("this host", paint(YELLOW, word + ":"), message);
  }

  private void finding(String place, String word, String message) {
    out.println(paint(BOLD, place + ":") + " " + word + " " + message);
  }

  void error(String text) {
    out.println(paint(RED, text));
  }

  void blank() {
    out.println();
  }

  void verdict(String text, boolean isFine) {
    out.println(paint(isFine ? GREEN : YELLOW, text));
  }

  private String paint(String style, String text) {
    return isColoured ? "\u001B[" + style + "m" + text + "\u001B[0m" : text;
  }
}
