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
  private final List<Node> nodes = new ArrayList<>();
  private final List<SimulatedHost> hosts = new ArrayList<>();
  private final Acts acts;

  private Trial(Simulation simulation, Rules rules, Set<Integer> steps) {
    plan = TrialPlan.draw(simulation.chance());
    var whole = Script.draw(plan, simulation.chance());
    script = steps.isEmpty() ? whole : whole.only(steps);
    long delayNanos = plan.delayNanos();
    var segment = new SimulatedSegment(simulation, LinkConditions.perfect(delayNanos));
    world = new World(simulation, segment, new Deliveries(), rules, delayNanos);
    var electorates = electorates();
    var clients = new ArrayList<SimulatedClient>();
    for (int number = 0; number < CLIENTS; number++) {
      clients.add(new SimulatedClient(new MacAddress(FIRST_MAC + 0xFF00 + number), world));
    }
    if (plan.isGrouped()) {
      hosts.forEach(SimulatedHost::joinInGroup);
    }
    acts = new Acts(world, plan, nodes, electorates, clients);
    simulation.always(acts::check);
  }

  /** The hosts with their instances; every host has a part in all virtual routers. */
  private List<Electorate> electorates() {
    var electorates = new ArrayList<Electorate>();
    var first = new ArrayList<Candidate>();
    for (int number = 0; number < plan.hostCount(); number++) {
      first.add(candidate(number, plan.virtualRouters().getFirst().get(number)));
    }
    electorates.add(new Electorate(first, plan.everybodyPreempts()));
    for (var more : plan.virtualRouters().subList(1, plan.virtualRouters().size())) {
      var candidates = new ArrayList<Candidate>();
      for (int number = 0; number < more.size(); number++) {
        candidates.add(hosts.get(number).add(more.get(number)));
      }
      electorates.add(new Electorate(candidates, plan.everybodyPreempts()));
    }
    return electorates;
  }

  private Candidate candidate(int number, RouterPlan router) {
    var mac = new MacAddress(FIRST_MAC + number);
    var name = "host" + (number + 1);
    if (router.isForeign()) {
      var maker = router.maker();
      var foreign =
          new ForeignHost(name + " " + maker, mac, world, router.settings(), maker::model);
      nodes.add(foreign);
      return foreign;
    }
    var host = new SimulatedHost(name, mac, world);
    hosts.add(host);
    nodes.add(host);
    return host.add(router);
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
          trial.nodes.size(),
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
    nodes.forEach(Node::crash);
  }

  private void chaos() {
    var simulation = world.simulation();
    long intervalNanos = plan.intervalNanos();
    world.segment().become(LinkConditions.wild(plan.delayNanos()));
    var menu = new FaultMenu(world, nodes, hosts, intervalNanos);
    nodes.forEach(Node::boot);
    for (var mishap : script.mishaps()) {
      simulation.runFor(mishap.atNanos() - simulation.elapsedNanos());
      menu.strike(mishap);
    }
    simulation.runFor(script.chaosNanos() - simulation.elapsedNanos());
    require(simulation.runUntil(() -> !menu.isPending(), 10 * intervalNanos), "a fault never ends");
    simulation.runFor(10 * intervalNanos);
  }
}
