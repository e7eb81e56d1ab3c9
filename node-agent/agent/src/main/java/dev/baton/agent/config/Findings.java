package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects diagnostics while a configuration is read, and puts them in the order of the files. */
final class Findings {
  private final List<Diagnostic> found = new ArrayList<>();
  private final Map<String, Integer> fileOrder = new HashMap<>();

  /** Gives the file its place in the order, if it has none yet. */
  void reading(String file) {
    fileOrder.putIfAbsent(file, fileOrder.size());
  }

  void warn(Position position, String message) {
    found.add(new Diagnostic(Severity.WARNING, position, message));
  }

  void error(Position position, String message) {
    found.add(new Diagnostic(Severity.ERROR, position, message));
  }

  List<Diagnostic> inOrder() {
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt((Diagnostic d) -> orderOf(d.position()))
                .thenComparingInt(d -> d.position().line())
                .thenComparingInt(d -> d.position().column()))
        .toList();
  }

  private int orderOf(Position position) {
    return fileOrder.getOrDefault(position.file(), Integer.MAX_VALUE);
  }
}
