package dev.baton.vrrp.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * A rolling upgrade (RFC 9568 section 8.4): first each router learns to speak both versions, then
 * each leaves version 2. A reload is noticed by nobody, and a restart is an ordinary failover.
 */
final class Upgrade {
  private final Acts acts;
  private final TrialPlan plan;
  private final Simulation simulation;
  private final SplittableRandom chance;
  private final List<SimulatedInstance> routers = new ArrayList<>();

  Upgrade(Acts acts, World world, TrialPlan plan, List<Electorate> electorates) {
    this.acts = acts;
    this.plan = plan;
    this.simulation = world.simulation();
    this.chance = simulation.chance();
    for (var electorate : electorates) {
      for (var candidate : electorate.candidates()) {
        if (candidate instanceof SimulatedInstance ours && ours.plan().canBeDual()) {
          routers.add(ours);
        }
      }
    }
  }

  void play() {
    if (!plan.upgrades()) {
      return;
    }
    inAnyOrder().forEach(router -> become(router, RouterPlan::inBothVersions));
    if (plan.canLeaveVersion2()) {
      inAnyOrder().forEach(router -> become(router, RouterPlan::inVersion3));
    }
  }

  private List<SimulatedInstance> inAnyOrder() {
    var rest = new ArrayList<>(routers);
    var order = new ArrayList<SimulatedInstance>();
    while (!rest.isEmpty()) {
      order.add(rest.remove(chance.nextInt(rest.size())));
    }
    return order;
  }

  private void become(SimulatedInstance router, UnaryOperator<RouterPlan> how) {
    var next = how.apply(router.plan());
    boolean restarts = chance.nextInt(8) == 0;
    simulation.note(router.name(), (restarts ? "restarts with " : "reloads ") + next.config());
    if (restarts) {
      acts.changed(router.node(), () -> router.upgrade(next));
    } else {
      acts.unnoticed(() -> router.upgrade(next));
    }
  }
}
