package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One way of a link is broken. VRRP has no cure for that: who hears no Active becomes one, and goes
 * on beside another if none of the two hears a better one. But it comes to an end in that: nobody
 * moves any more, there is nobody who could move, and whoever the cut does not concern never does.
 * Only routers of unequal intervals may not find rest: a slow Active that does not hear the fast
 * ones does not answer them, and they miss it again and again.
 */
final class OneWayCut {
  private static final int MOST_MOVES = 3;

  /** What no longer works. */
  private enum Way {
    SENDING,
    RECEIVING,
    ONE_LINK
  }

  private final Acts acts;
  private final Simulation simulation;
  private final SimulatedSegment segment;
  private final SplittableRandom chance;
  private final long intervalNanos;
  private final List<Electorate> electorates;

  OneWayCut(Acts acts, World world, TrialPlan plan, List<Electorate> electorates) {
    this.acts = acts;
    this.simulation = world.simulation();
    this.segment = world.segment();
    this.chance = simulation.chance();
    this.intervalNanos = plan.intervalNanos();
    this.electorates = electorates;
  }

  /** It takes long, so one trial in four has it. */
  void play() {
    if (chance.nextInt(4) == 0) {
      cutAndHeal();
    }
  }

  private void cutAndHeal() {
    var before = electorates.stream().map(OneWayCut::moves).toList();
    simulation.runFor(chance.nextLong(intervalNanos));
    cut();
    var concerned = electorates.stream().filter(this::isConcerned).toList();
    if (concerned.isEmpty() || acts.isOneInterval()) {
      comeToRest(before, concerned);
    } else {
      simulation.runFor(12 * intervalNanos);
    }
    segment.heal();
    if (acts.isOneInterval()) {
      acts.findTogether();
    }
    if (!concerned.isEmpty()) {
      acts.settle();
      acts.packets();
    }
  }

  private void comeToRest(List<List<Integer>> before, List<Electorate> concerned) {
    simulation.runFor(4 * intervalNanos);
    simulation.runFor(acts.patienceNanos());
    simulation.runFor(concerned.isEmpty() ? 0 : 6 * intervalNanos);
    electorates.forEach(this::requireEnd);
    rest();
    for (int index = 0; index < electorates.size(); index++) {
      var electorate = electorates.get(index);
      requireFewMoves(electorate, before.get(index), concerned.contains(electorate));
    }
  }

  /** The Active as often as any of the others. */
  private void cut() {
    var candidates = electorates.getFirst().candidates();
    var any = candidates.get(chance.nextInt(candidates.size()));
    var node = (chance.nextBoolean() ? electorates.getFirst().theActive() : any).node();
    var way = Way.values()[chance.nextInt(3)];
    simulation.note(node.name(), "is cut: " + way);
    switch (way) {
      case SENDING -> segment.mute(node.port());
      case RECEIVING -> segment.deafen(node.port());
      case ONE_LINK -> {
        var others = candidates.stream().filter(other -> !other.node().equals(node)).toList();
        var listener = others.get(chance.nextInt(others.size())).node();
        simulation.note(listener.name(), "no longer hears it");
        segment.cut(node.port(), listener.port());
      }
    }
  }

  private boolean hears(Candidate listener, Candidate speaker) {
    return !listener.equals(speaker)
        && !segment.isCut(speaker.node().port(), listener.node().port());
  }

  /** Whether somebody no longer hears the Active. */
  private boolean isConcerned(Electorate electorate) {
    var active = electorate.theActive();
    return electorate.candidates().stream()
        .anyMatch(candidate -> !candidate.equals(active) && !hears(candidate, active));
  }

  /** Every Backup hears an Active that it puts up with, and no Active hears one that beats it. */
  private void requireEnd(Electorate electorate) {
    for (var candidate : electorate.candidates()) {
      var heard =
          electorate.candidates().stream()
              .filter(other -> other.isActive() && hears(candidate, other))
              .toList();
      if (candidate.isActive()) {
        require(
            heard.stream().allMatch(other -> Candidate.BY_STRENGTH.compare(other, candidate) < 0),
            () -> candidate.name() + " is Active though it hears a better one");
      } else {
        require(
            heard.stream().anyMatch(candidate::putsUpWith),
            () -> candidate.name() + " is Backup though it hears none to put up with");
      }
    }
  }

  /** Nothing moves any more, and only who is Active is heard, at least once an interval. */
  private void rest() {
    int before = acts.transitionCount();
    var sent = electorates.stream().map(Electorate::advertCounts).toList();
    simulation.runFor(6 * intervalNanos);
    require(acts.transitionCount() == before, "a transition long after the cut");
    for (int index = 0; index < electorates.size(); index++) {
      requireAdverts(electorates.get(index), sent.get(index));
    }
  }

  private void requireAdverts(Electorate electorate, List<Integer> before) {
    for (int index = 0; index < before.size(); index++) {
      var candidate = electorate.candidates().get(index);
      long sent = (long) candidate.advertCount() - before.get(index);
      long least = candidate.isActive() ? 6 * intervalNanos / candidate.intervalNanos() - 1 : 0;
      require(
          candidate.isActive() ? sent >= least : sent == 0,
          () -> candidate.name() + " sent " + sent + " adverts, not " + least);
    }
  }

  private static List<Integer> moves(Electorate electorate) {
    return electorate.candidates().stream().map(Candidate::transitionCount).toList();
  }

  private static void requireFewMoves(
      Electorate electorate, List<Integer> before, boolean isConcerned) {
    var after = moves(electorate);
    for (int index = 0; index < before.size(); index++) {
      int count = after.get(index) - before.get(index);
      var name = electorate.candidates().get(index).name();
      require(count <= (isConcerned ? MOST_MOVES : 0), () -> name + " moved " + count + " times");
    }
  }
}
