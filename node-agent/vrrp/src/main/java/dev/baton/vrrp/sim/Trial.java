package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.events.Cause;
import dev.baton.events.Priority;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Timers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One run of the simulator: chaos, then calm, and what must follow from calm: one Active, quiet,
 * tolerance of losses, failover in time, drains that never leave the addresses unserved, and
 * reunion after a partition.
 */
public final class Trial {
  private static final Comparator<SimulatedHost> BY_STRENGTH =
      Comparator.<SimulatedHost>comparingInt(host -> host.state().priority().value())
          .thenComparing(host -> host.config().primaryAddress(), Addresses::compare);

  private final Simulation simulation;
  private final SimulatedSegment segment;
  private final TrialPlan plan;
  private final SplittableRandom chance;
  private final List<SimulatedHost> hosts = new ArrayList<>();
  private final long intervalNanos;

  /** The way of a frame and the lateness of two hosts, there and back. */
  private final long slackNanos;

  private boolean mustServe;

  private Trial(Simulation simulation) {
    this.simulation = simulation;
    this.chance = simulation.chance();
    this.plan = TrialPlan.draw(simulation.chance());
    this.intervalNanos = plan.intervalNanos();
    this.slackNanos = 8 * plan.delayNanos();
    this.segment = new SimulatedSegment(simulation, LinkConditions.perfect(plan.delayNanos()));
    for (var router : plan.routers()) {
      var name = Addresses.text(router.primaryAddress());
      hosts.add(new SimulatedHost(name, simulation, segment, router, plan.delayNanos()));
    }
    simulation.always(this::checkHosts);
  }

  /** Runs the trial of this seed. */
  public static Verdict run(long seed) {
    var simulation = new Simulation(seed);
    try {
      var trial = new Trial(simulation);
      trial.play();
      int transitions = 0;
      for (var host : trial.hosts) {
        transitions += host.transitionCount();
      }
      return new Verdict.Passed(seed, trial.hosts.size(), simulation.eventCount(), transitions);
    } catch (InvariantViolated violated) {
      var what = violated.what();
      simulation.note("violated: " + what);
      return new Verdict.Failed(seed, what, simulation.trace());
    }
  }

  private void play() {
    chaos();
    calm();
    quiet();
    losses();
    crashOfTheActive();
    stopOfTheActive();
    drains();
    reunion();
    hosts.forEach(SimulatedHost::crash);
  }

  private void chaos() {
    simulation.note("chaos");
    segment.become(new LinkConditions(0.2, 10, 0.1, 20 * plan.delayNanos(), false));
    var menu = new FaultMenu(simulation, segment, hosts, intervalNanos);
    hosts.forEach(SimulatedHost::boot);
    for (int faults = chance.nextInt(5, 40); faults > 0; faults--) {
      simulation.runFor(chance.nextLong(3 * intervalNanos));
      menu.strike();
    }
    require(simulation.runUntil(() -> !menu.isPending(), 10 * intervalNanos), "a fault never ends");
    simulation.runFor(10 * intervalNanos);
  }

  /** One Active after at most one Active_Down_Interval, and the right one soon after. */
  private void calm() {
    simulation.note("calm");
    segment.become(LinkConditions.perfect(plan.delayNanos()));
    segment.heal();
    segment.damage(0);
    hosts.forEach(SimulatedHost::boot);
    simulation.runFor(5 * intervalNanos + slackNanos);
    require(simulation.runUntil(this::isOneActive, slackNanos), actives() + " are Active");
    settle();
  }

  private void settle() {
    simulation.runFor(14 * intervalNanos);
    require(isOneActive(), "settled with " + actives() + " Active");
    if (plan.everybodyPreempts()) {
      int highest = hosts.stream().max(BY_STRENGTH).orElseThrow().state().priority().value();
      int elected = theActive().state().priority().value();
      require(
          running().size() < hosts.size() || elected == highest,
          "settled with " + elected + " Active, not " + highest);
    }
  }

  /** Nothing moves, and each interval has one advert. */
  private void quiet() {
    simulation.note("quiet");
    var active = theActive();
    int before = transitions();
    var adverts = hosts.stream().map(SimulatedHost::advertCount).toList();
    simulation.runFor(6 * intervalNanos);
    require(transitions() == before, "a transition in the quiet");
    long own = active.config().protocol().interval().toNanos();
    for (int index = 0; index < hosts.size(); index++) {
      var host = hosts.get(index);
      long expected = host == active ? 6 * intervalNanos / own : 0;
      long sent = (long) host.advertCount() - adverts.get(index);
      require(
          Math.abs(sent - expected) <= (host == active ? 1 : 0),
          host.name() + " sent " + sent + " adverts, not " + expected);
    }
  }

  /** Two losses in a row are no reason to act. */
  private void losses() {
    simulation.note("losses");
    segment.become(LinkConditions.lossy(plan.delayNanos()));
    int before = transitions();
    simulation.runFor(20 * intervalNanos);
    require(transitions() == before, "a transition because of two losses in a row");
    segment.become(LinkConditions.perfect(plan.delayNanos()));
    simulation.runFor(intervalNanos);
  }

  private void crashOfTheActive() {
    simulation.runFor(chance.nextLong(intervalNanos));
    var active = theActive();
    active.crash();
    long boundNanos =
        3 * active.config().protocol().interval().toNanos() + shortestSkewNanos() + slackNanos;
    require(
        simulation.runUntil(() -> actives() > 0, boundNanos),
        "nobody took over from the crashed one in " + boundNanos + " ns");
    settle();
    active.boot();
    settle();
  }

  private void stopOfTheActive() {
    simulation.runFor(chance.nextLong(intervalNanos));
    var active = theActive();
    active.stop();
    long boundNanos = shortestSkewNanos() + slackNanos;
    require(
        simulation.runUntil(() -> actives() > 0, boundNanos),
        "nobody took over from the stopped one in " + boundNanos + " ns");
    settle();
    active.boot();
    settle();
  }

  private long shortestSkewNanos() {
    long shortest = Long.MAX_VALUE;
    for (var host : running()) {
      if (host.state() instanceof State.Backup backup) {
        long skewNanos =
            Timers.skewNanos(
                host.config().protocol(), backup.priority(), backup.activeDown().activeInterval());
        shortest = Math.min(shortest, skewNanos);
      }
    }
    return shortest;
  }

  /**
   * Whatever a drain does, the addresses are served at every moment. With unequal intervals two
   * losses are too many: whoever learned the shorter one is impatient with a slower successor.
   */
  private void drains() {
    boolean oneInterval =
        plan.routers().stream().map(router -> router.protocol().interval()).distinct().count() == 1;
    segment.become(
        oneInterval
            ? LinkConditions.lossy(plan.delayNanos())
            : LinkConditions.perfect(plan.delayNanos()));
    mustServe = true;
    for (int count = 0; count < 3; count++) {
      simulation.runFor(chance.nextLong(intervalNanos));
      drain(theActive());
      settle();
    }
    mustServe = false;
  }

  private void drain(SimulatedHost target) {
    simulation.note("drain of " + target.name());
    target.hold();
    var successor =
        running().stream().filter(host -> host != target).max(BY_STRENGTH).orElseThrow();
    for (int attempt = 0; attempt < 20 && target.isActive(); attempt++) {
      successor.tell(
          new Input.TakeOver(
              "drain",
              target.config().primaryAddress(),
              Priority.LAST_RESORT,
              simulation.nowNanos() + intervalNanos));
      long patienceNanos = slackNanos + chance.nextLong(intervalNanos);
      simulation.runUntil(() -> !target.isActive(), patienceNanos);
    }
    require(!target.isActive(), target.name() + " could not be drained");
    require(target.lastCause() == Cause.HAND_OVER, "drained by " + target.lastCause());
    require(target.hasAddresses() && target.isSilent(), "no linger");
    simulation.runFor(2 * intervalNanos);
    require(!target.hasAddresses(), target.name() + " lingers for ever");
    target.lift();
  }

  /** After a partition all but one of the Actives yield within two intervals. */
  private void reunion() {
    segment.become(LinkConditions.perfect(plan.delayNanos()));
    var group = hosts.subList(0, chance.nextInt(1, hosts.size()));
    simulation.note("partition of " + group.size());
    segment.isolate(group);
    simulation.runFor(14 * intervalNanos);
    require(actives() == 2, actives() + " Active in two parts");
    segment.heal();
    simulation.runFor(2 * intervalNanos + slackNanos);
    require(isOneActive(), actives() + " Active after the reunion");
  }

  private void checkHosts() {
    int serving = 0;
    for (var host : hosts) {
      boolean active = host.state() instanceof State.Active;
      boolean lingers = host.state() instanceof State.Backup backup && backup.lingerUntil().isSet();
      require(
          !host.isRunning() || host.hasAddresses() == (active || lingers),
          host.name() + " has addresses in " + host.state().reported());
      require(
          host.isSilent() == (host.isRunning() && lingers),
          host.name() + " is silent in " + host.state().reported());
      serving += host.serves() ? 1 : 0;
    }
    require(!mustServe || serving > 0, "nobody serves the addresses");
  }

  private List<SimulatedHost> running() {
    return hosts.stream().filter(SimulatedHost::isRunning).toList();
  }

  private int actives() {
    int count = 0;
    for (var host : hosts) {
      count += host.isActive() ? 1 : 0;
    }
    return count;
  }

  private boolean isOneActive() {
    return actives() == 1;
  }

  private SimulatedHost theActive() {
    require(isOneActive(), actives() + " are Active, not one");
    return hosts.stream().filter(SimulatedHost::isActive).findFirst().orElseThrow();
  }

  private int transitions() {
    int count = 0;
    for (var host : hosts) {
      count += host.transitionCount();
    }
    return count;
  }
}
