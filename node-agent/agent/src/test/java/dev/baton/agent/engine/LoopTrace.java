package dev.baton.agent.engine;

import java.util.ArrayList;
import java.util.List;

/** What happened in a trial, in its order. */
final class LoopTrace {
  private static final int LAST = 400;

  private final List<Line> lines = new ArrayList<>();

  private record Line(long atNanos, String who, Object what) {
    @Override
    public String toString() {
      return "%11.6f %s %s".formatted(atNanos / 1e9, who, what);
    }
  }

  void add(long atNanos, String who, Object what) {
    lines.add(new Line(atNanos, who, what));
  }

  /** All of it, as text. */
  List<String> all() {
    return lines.stream().map(Line::toString).toList();
  }

  /** Its end. */
  String end() {
    var last = lines.subList(Math.max(0, lines.size() - LAST), lines.size());
    return String.join("\n", last.stream().map(Line::toString).toList());
  }
}
