package dev.baton.vrrp.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the fewest steps of a failing trial that still fail, however they do. */
final class Shrinker {
  private static final int MOST_RUNS = 600;

  private final long seed;
  private final Rules rules;
  private Verdict.Failed shortest;
  private int runs;

  private Shrinker(Verdict.Failed failed, Rules rules) {
    this.seed = failed.seed();
    this.rules = rules;
    this.shortest = failed;
  }

  /** The same failure, or another one of the same seed, with as little as possible before it. */
  static Verdict.Failed shrink(Verdict.Failed failed, Rules rules) {
    return new Shrinker(failed, rules).shrink();
  }

  private Verdict.Failed shrink() {
    List<Integer> steps =
        new ArrayList<>(
            shortest.steps().isEmpty() ? Trial.stepsOf(seed) : new TreeSet<>(shortest.steps()));
    int chunk = Math.max(1, steps.size() / 2);
    while (chunk >= 1 && runs < MOST_RUNS) {
      boolean shorter = false;
      for (int from = 0; from < steps.size() && runs < MOST_RUNS; ) {
        var rest = without(steps, from, Math.min(steps.size(), from + chunk));
        if (!rest.isEmpty() && fails(rest)) {
          steps = rest;
          shorter = true;
        } else {
          from += chunk;
        }
      }
      chunk = shorter && chunk == 1 ? 1 : chunk / 2;
    }
    return shortest;
  }

  private static List<Integer> without(List<Integer> steps, int from, int to) {
    var rest = new ArrayList<>(steps.subList(0, from));
    rest.addAll(steps.subList(to, steps.size()));
    return rest;
  }

  private boolean fails(List<Integer> steps) {
    runs++;
    if (Trial.run(seed, rules, Set.copyOf(steps)) instanceof Verdict.Failed failed) {
      shortest = failed;
      return true;
    }
    return false;
  }
}
