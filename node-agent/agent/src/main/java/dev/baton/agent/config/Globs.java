package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.List;

/** Patterns of file names, with the wildcards and braces of the shell. */
final class Globs {
  private static final int MAX_ALTERNATIVES = 1024;

  private Globs() {}

  static boolean hasWildcards(String pattern) {
    return pattern.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
  }

  static boolean hasBraces(String pattern) {
    return alternatives(pattern).size() > 1;
  }

  /**
   * The patterns that one with braces stands for, {@code {foo/{,cat},bar}} and the like. A brace
   * without its partner is a character, and so are the braces that would make too many.
   */
  static List<String> alternatives(String pattern) {
    List<String> open = List.of(pattern);
    for (boolean changed = true; changed && open.size() < MAX_ALTERNATIVES; ) {
      var next = new ArrayList<String>();
      for (String each : open) {
        next.addAll(firstBraces(each));
      }
      changed = next.size() > open.size();
      open = next;
    }
    return open;
  }

  private static List<String> firstBraces(String pattern) {
    for (int start = pattern.indexOf('{'); start >= 0; start = pattern.indexOf('{', start + 1)) {
      List<Integer> cuts = cuts(pattern, start);
      if (cuts.size() > 2) {
        var alternatives = new ArrayList<String>();
        String rest = pattern.substring(cuts.getLast() + 1);
        for (int i = 1; i < cuts.size(); i++) {
          String middle = pattern.substring(cuts.get(i - 1) + 1, cuts.get(i));
          alternatives.add(pattern.substring(0, start) + middle + rest);
        }
        return alternatives;
      }
    }
    return List.of(pattern);
  }

  /** Where the brace opens, its commas, and where it closes; nothing if it does not. */
  private static List<Integer> cuts(String pattern, int start) {
    var cuts = new ArrayList<Integer>();
    int depth = 0;
    for (int i = start; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (i == start || depth == 0 || (c == ',' && depth == 1)) {
        cuts.add(i);
      }
      if (depth == 0) {
        return cuts;
      }
    }
    return List.of();
  }
}
