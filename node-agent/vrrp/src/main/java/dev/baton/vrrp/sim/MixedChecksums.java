package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.ChecksumChoice;
import java.util.List;

/**
 * Ours send a checksum that the others discard. Who no longer hears his Active becomes one himself,
 * and there are two; whoever can hear the other reports what is wrong. In the same form again they
 * find together.
 */
final class MixedChecksums {
  private final Acts acts;
  private final Simulation simulation;
  private final TrialPlan plan;
  private final Electorate electorate;

  MixedChecksums(Acts acts, World world, TrialPlan plan, List<Electorate> electorates) {
    this.acts = acts;
    this.simulation = world.simulation();
    this.plan = plan;
    this.electorate = electorates.getFirst();
  }

  void play() {
    if (!plan.canMixChecksums()) {
      return;
    }
    var before = electorate.theActive();
    ours().forEach(router -> router.otherChecksums().clear());
    become(ChecksumChoice.MESSAGE_ONLY);
    simulation.runFor(10 * plan.intervalNanos());
    int count = electorate.activeCount();
    int expected = before instanceof SimulatedInstance && !isBeatenByAnActive(before) ? 2 : 1;
    require(count == expected, count + " are Active that cannot all hear each other");
    for (var router : ours()) {
      electorate.candidates().stream()
          .filter(other -> other instanceof ForeignHost && other.isActive())
          .forEach(other -> requireReport(router, other));
    }
    become(ChecksumChoice.PSEUDO_HEADER);
    acts.settle();
  }

  /** Without preemption a better one may have been Backup until now. */
  private boolean isBeatenByAnActive(Candidate ours) {
    return electorate.candidates().stream()
        .filter(Candidate::isActive)
        .anyMatch(other -> Candidate.BY_STRENGTH.compare(other, ours) > 0);
  }

  private List<SimulatedInstance> ours() {
    return electorate.candidates().stream()
        .filter(SimulatedInstance.class::isInstance)
        .map(SimulatedInstance.class::cast)
        .toList();
  }

  private void become(ChecksumChoice checksum) {
    simulation.note("checksums", checksum);
    ours().forEach(router -> router.upgrade(router.plan().with(checksum)));
  }

  private static void requireReport(SimulatedInstance router, Candidate other) {
    require(
        router.otherChecksums().contains(Addresses.text(other.address())),
        () -> router.name() + " does not report the checksum of " + other.name());
  }
}
