package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects diagnostics while a configuration is read, and puts them in the order of the files. */
final class Findings {
  private static final String NOT_DEFINED = "the variable $%s is not defined";

  private final List<Diagnostic> found = new ArrayList<>();
  private final Map<Position, List<String>> undefined = new LinkedHashMap<>();
  private final Map<String, Integer> fileOrder = new HashMap<>();
  private Blocks blocks = Blocks.NONE;

  /** Gives the file its place in the order, if it has none yet. */
  void reading(String file) {
    fileOrder.putIfAbsent(file, fileOrder.size());
  }

  /** Learns which line belongs to which block. */
  void within(Blocks all) {
    blocks = all;
  }

  /** Says what costs nothing: all runs as it is written, or was never ours to run. */
  void remark(Position position, String message) {
    add(Severity.REMARK, position, message);
  }

  /** Says what is read over, or replaced by something else. */
  void warn(Position position, String message) {
    add(Severity.WARNING, position, message);
  }

  /** Also says why a word is what it is, where somebody finds that wrong. */
  void warnUndefined(Position position, String variable, String message) {
    undefined.computeIfAbsent(position, _ -> new ArrayList<>()).add(variable);
    warn(position, message);
  }

  void error(Position position, String message) {
    add(Severity.ERROR, position, message);
  }

  private void add(Severity severity, Position position, String message) {
    found.add(new Diagnostic(severity, position, "", message));
  }

  List<Diagnostic> inOrder() {
    return found.stream()
        .distinct()
        .filter(diagnostic -> !isSaidElsewhere(diagnostic))
        .map(this::withReason)
        .sorted(
            Comparator.comparingInt((Diagnostic d) -> orderOf(d.position()))
                .thenComparingInt(d -> d.position().line())
                .thenComparingInt(d -> d.position().column()))
        .toList();
  }

  /** A variable that is not defined, whose name is found wrong in the place of a value. */
  private boolean isSaidElsewhere(Diagnostic diagnostic) {
    return undefined.getOrDefault(diagnostic.position(), List.of()).stream()
        .anyMatch(variable ->
            diagnostic.message().contains(NOT_DEFINED.formatted(variable))
                && found.stream()
                    .anyMatch(other -> isWrongBy(other, diagnostic.position(), variable)));
  }

  private static boolean isWrongBy(Diagnostic found, Position place, String variable) {
    return found.position().line() == place.line()
        && found.position().file().equals(place.file())
        && !found.message().contains(NOT_DEFINED.formatted(variable))
        && (found.message().contains("${" + variable + "}")
            || found.message().contains("$" + variable));
  }

  private Diagnostic withReason(Diagnostic diagnostic) {
    var message = new StringBuilder(diagnostic.message());
    undefined.forEach((place, variables) ->
        variables.stream()
            .filter(variable -> isWrongBy(diagnostic, place, variable))
            .forEach(variable -> message.append("; " + NOT_DEFINED.formatted(variable))));
    String block = blocks.around(diagnostic.position());
    return new Diagnostic(diagnostic.severity(), diagnostic.position(), block, message.toString());
  }

  private int orderOf(Position position) {
    return fileOrder.getOrDefault(position.file(), Integer.MAX_VALUE);
  }
}
