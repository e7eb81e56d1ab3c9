package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.packet.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One run of the simulator: chaos, then calm, and what must follow from calm: one Active, quiet,
 * tolerance of losses, failover in time, drains that never leave the addresses unserved, and
 * reunion after a partition.
 */
public final class Trial {
  private static final long FIRST_MAC = 0x0200_0000_0000L;
  private static final int CLIENTS = 2;

  private final World world;
  private final TrialPlan plan;
  private final Script script;
  private final List<SimulatedHost> hosts = new ArrayList<>();
  private final Acts acts;

  private Trial(Simulation simulation, Rules rules, Set<Integer> steps) {
    plan = TrialPlan.draw(simulation.chance());
    var whole = Script.draw(plan, simulation.chance());
    script = steps.isEmpty() ? whole : whole.only(steps);
    long delayNanos = plan.delayNanos();
    var segment = new SimulatedSegment(simulation, LinkConditions.perfect(delayNanos));
    world = new World(simulation, segment, new Deliveries(), rules, delayNanos);
    for (int number = 0; number < plan.hostCount(); number++) {
      hosts.add(
          new SimulatedHost("host" + (number + 1), new MacAddress(FIRST_MAC + number), world));
    }
    var electorates = new ArrayList<Electorate>();
    for (var routers : plan.virtualRouters()) {
      var candidates = new ArrayList<Candidate>();
      for (int number = 0; number < routers.size(); number++) {
        candidates.add(hosts.get(number).add(routers.get(number)));
      }
      electorates.add(new Electorate(candidates, plan.everybodyPreempts()));
    }
    var clients = new ArrayList<SimulatedClient>();
    for (int number = 0; number < CLIENTS; number++) {
      clients.add(new SimulatedClient(new MacAddress(FIRST_MAC + 0xFF00 + number), world));
    }
    acts = new Acts(world, plan, hosts, electorates, clients);
    simulation.always(acts::check);
  }

  /** Runs the trial of this seed. */
  public static Verdict run(long seed) {
    return run(seed, VirtualRouter::on, Set.of());
  }

  /** Runs only the steps with these numbers, or all if there is none. */
  static Verdict run(long seed, Rules rules, Set<Integer> steps) {
    var simulation = new Simulation(seed);
    try {
      var trial = new Trial(simulation, rules, steps);
      trial.play();
      return new Verdict.Passed(
          seed,
          trial.hosts.size(),
          simulation.eventCount(),
          trial.acts.transitionCount(),
          simulation.elapsedNanos());
    } catch (InvariantViolated violated) {
      simulation.note("violated:", violated.what());
      return new Verdict.Failed(seed, violated.what(), steps, simulation.trace());
    } catch (RuntimeException thrown) {
      simulation.note("threw:", thrown);
      return new Verdict.Failed(seed, "threw " + thrown, steps, simulation.trace());
    }
  }

  /** The numbers of all steps of this seed's trial. */
  static Set<Integer> stepsOf(long seed) {
    var simulation = new Simulation(seed);
    return Script.draw(TrialPlan.draw(simulation.chance()), simulation.chance()).steps();
  }

  private void play() {
    chaos();
    for (var act : script.acts()) {
      acts.play(act);
    }
    hosts.forEach(SimulatedHost::crash);
  }

  private void chaos() {
    var simulation = world.simulation();
    long intervalNanos = plan.intervalNanos();
    world.segment().become(LinkConditions.wild(plan.delayNanos()));
    var menu = new FaultMenu(world, hosts, hosts, intervalNanos);
    hosts.forEach(SimulatedHost::boot);
    for (var mishap : script.mishaps()) {
      simulation.runFor(mishap.atNanos() - simulation.elapsedNanos());
      menu.strike(mishap);
    }
    simulation.runFor(script.chaosNanos() - simulation.elapsedNanos());
    require(simulation.runUntil(() -> !menu.isPending(), 10 * intervalNanos), "a fault never ends");
    simulation.runFor(10 * intervalNanos);
  }
}
