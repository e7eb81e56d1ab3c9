package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import java.util.List;

/** All who take part in one virtual router. */
record Electorate(List<Candidate> candidates, boolean everybodyPreempts) {
  Electorate {
    candidates = List.copyOf(candidates);
  }

  int activeCount() {
    int count = 0;
    for (var candidate : candidates) {
      count += candidate.isActive() ? 1 : 0;
    }
    return count;
  }

  boolean isOneActive() {
    return activeCount() == 1;
  }

  Candidate theActive() {
    require(isOneActive(), activeCount() + " are Active, not one");
    return candidates.stream().filter(Candidate::isActive).findFirst().orElseThrow();
  }

  List<Candidate> running() {
    return candidates.stream().filter(candidate -> candidate.node().isRunning()).toList();
  }

  /** Whether all are there and preempt, so that the highest priority decides. */
  boolean isElectionFree() {
    return everybodyPreempts && running().size() == candidates.size();
  }

  Candidate strongest() {
    return running().stream().max(Candidate.BY_STRENGTH).orElseThrow();
  }

  int transitionCount() {
    return candidates.stream().mapToInt(Candidate::transitionCount).sum();
  }

  List<Integer> advertCounts() {
    return candidates.stream().map(Candidate::advertCount).toList();
  }

  long patienceNanos() {
    return candidates.stream().mapToLong(Candidate::patienceNanos).max().orElse(0);
  }

  long shortestSkewNanos() {
    return running().stream()
        .filter(candidate -> !candidate.isActive())
        .mapToLong(Candidate::skewNanos)
        .min()
        .orElse(0);
  }
}
