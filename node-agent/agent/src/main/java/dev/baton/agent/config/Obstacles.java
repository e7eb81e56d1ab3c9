package dev.baton.agent.config;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What keeps a reload from a configuration: each error, and each line that would be read over or
 * replaced and is not so in what runs now. A file that has always had such a line goes on having
 * it.
 */
public final class Obstacles {
  private static final int SHOWN = 3;

  private record Same(Severity severity, String block, String message) {
    static Same as(Diagnostic diagnostic) {
      return new Same(diagnostic.severity(), diagnostic.block(), diagnostic.message());
    }
  }

  private Obstacles() {}

  /** Those in the way from what is in force to what was read, wherever they stand in its files. */
  public static List<Diagnostic> between(ConfigReading inForce, ConfigReading next) {
    Map<Same, Integer> known = new HashMap<>();
    inForce.diagnostics().forEach(each -> known.merge(Same.as(each), 1, Integer::sum));
    var obstacles = new ArrayList<Diagnostic>();
    for (Diagnostic diagnostic : next.diagnostics()) {
      boolean isKnown = known.merge(Same.as(diagnostic), -1, Integer::sum) >= 0;
      if (diagnostic.severity() == Severity.ERROR || (diagnostic.severity().isLoss() && !isKnown)) {
        obstacles.add(diagnostic);
      }
    }
    return List.copyOf(obstacles);
  }

  /** What a person reads about those in the way to what was read who asked for the reload. */
  public static String words(List<Diagnostic> obstacles, ConfigReading next) {
    int more = Math.max(0, obstacles.size() - SHOWN);
    return "not all would run as it is written: "
        + obstacles.stream().limit(SHOWN).map(Diagnostic::toString).collect(joining("; "))
        + (more == 0 ? "" : "; and %d more".formatted(more))
        + "; then reload again."
        + (next.config().instances().isEmpty()
            ? ""
            : " (A start would run the rest, as keepalived does.)");
  }
}
