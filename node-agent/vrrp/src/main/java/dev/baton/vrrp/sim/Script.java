package dev.baton.vrrp.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What happens in a trial: mishaps, then acts. Both are numbered, mishaps from 1 and acts after
 * them, so that a failure can be told with the fewest of them.
 */
record Script(List<Mishap> mishaps, List<Act> acts, long chaosNanos) {
  Script {
    mishaps = List.copyOf(mishaps);
    acts = List.copyOf(acts);
  }

  static Script draw(TrialPlan plan, SplittableRandom chance) {
    long intervalNanos = plan.intervalNanos();
    var mishaps = new ArrayList<Mishap>();
    int count = chance.nextInt(5, 40);
    long atNanos = 0;
    for (int number = 1; number <= count; number++) {
      atNanos += chance.nextLong(3 * intervalNanos);
      mishaps.add(Mishap.draw(number, atNanos, intervalNanos, chance));
    }
    int disagreements = chance.nextInt(8);
    for (int number = count + 1; number <= count + disagreements; number++) {
      long whenNanos = chance.nextLong(atNanos + 1);
      mishaps.add(Mishap.drawDisagreement(number, whenNanos, intervalNanos, chance));
    }
    mishaps.sort(Comparator.comparingLong(Mishap::atNanos));
    return new Script(mishaps, List.of(Act.values()), atNanos);
  }

  /** The numbers of everything in it. */
  Set<Integer> steps() {
    var steps = new TreeSet<Integer>();
    for (int step = 1; step <= mishaps.size() + acts.size(); step++) {
      steps.add(step);
    }
    return steps;
  }

  /** Only the steps with these numbers; calm returns in any case. */
  Script only(Set<Integer> steps) {
    var rest = mishaps.stream().filter(mishap -> steps.contains(mishap.number())).toList();
    var played = new ArrayList<Act>();
    for (int index = 0; index < acts.size(); index++) {
      if (acts.get(index) == Act.CALM || steps.contains(mishaps.size() + 1 + index)) {
        played.add(acts.get(index));
      }
    }
    return new Script(rest, played, chaosNanos);
  }
}
