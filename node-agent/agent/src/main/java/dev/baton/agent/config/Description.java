package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.List;

/** What is said of one thing, line by line, each under a label that is not repeated. */
final class Description {
  private final List<String> lines = new ArrayList<>();
  private String lastLabel = "";

  Description(String title) {
    lines.add(title);
  }

  /** Adds a line; the label is a verb or noun of at most 11 characters. */
  void line(String label, String text) {
    lines.add("  %-12s%s".formatted(label.equals(lastLabel) ? "" : label, text));
    lastLabel = label;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
