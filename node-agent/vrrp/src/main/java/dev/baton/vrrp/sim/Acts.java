package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.events.Cause;
import dev.baton.events.Priority;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.RouterConfig.Announcements;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** The acts that follow upon the chaos, each with what must come of it. */
final class Acts {
  private final World world;
  private final Simulation simulation;
  private final SimulatedSegment segment;
  private final SplittableRandom chance;
  private final TrialPlan plan;
  private final List<? extends Node> nodes;
  private final List<Electorate> electorates;
  private final List<SimulatedClient> clients;
  private final long intervalNanos;

  /** The way of a frame and the lateness of two hosts, there and back. */
  private final long slackNanos;

  private boolean mustServe;

  Acts(
      World world,
      TrialPlan plan,
      List<? extends Node> nodes,
      List<Electorate> electorates,
      List<SimulatedClient> clients) {
    this.world = world;
    this.simulation = world.simulation();
    this.segment = world.segment();
    this.chance = simulation.chance();
    this.plan = plan;
    this.nodes = nodes;
    this.electorates = electorates;
    this.clients = clients;
    this.intervalNanos = plan.intervalNanos();
    this.slackNanos = 8 * plan.delayNanos();
  }

  void play(Act act) {
    simulation.note("act", act);
    switch (act) {
      case CALM -> calm();
      case QUIET -> quiet();
      case PACKETS, PACKETS_AFTER_REUNION -> packets();
      case LOSSES -> losses();
      case CRASH -> leaving(Node::crash, 3);
      case STOP -> leaving(Node::stop, 0);
      case DRAIN -> {
        if (!plan.hasForeigners()) {
          drains();
        }
      }
      case REUNION -> reunion();
      case ONE_WAY_CUT -> new OneWayCut(this, world, plan, electorates).play();
      case MIXED_CHECKSUMS -> new MixedChecksums(this, world, plan, electorates).play();
      case UPGRADE -> new Upgrade(this, world, plan, electorates).play();
    }
  }

  int transitionCount() {
    return electorates.stream().mapToInt(Electorate::transitionCount).sum();
  }

  /** What must hold after every event. */
  void check() {
    if (mustServe) {
      for (var electorate : electorates) {
        int serving = 0;
        for (var candidate : electorate.candidates()) {
          serving += candidate instanceof SimulatedInstance ours && ours.serves() ? 1 : 0;
        }
        require(serving > 0, "nobody serves the addresses");
      }
    }
  }

  private boolean isOneActiveEach() {
    return electorates.stream().allMatch(Electorate::isOneActive);
  }

  private boolean isOneNode() {
    return electorates.stream().map(each -> each.theActive().node()).distinct().count() == 1;
  }

  private boolean isNobodyMissing() {
    return electorates.stream().allMatch(electorate -> electorate.activeCount() > 0);
  }

  private String actives() {
    return electorates.stream().map(Electorate::activeCount).toList() + " are Active";
  }

  /** What happens meanwhile moves nobody, though adverts are lost, and somebody always serves. */
  void unnoticed(Runnable happening) {
    segment.become(
        isOneInterval()
            ? LinkConditions.lossy(plan.delayNanos())
            : LinkConditions.perfect(plan.delayNanos()));
    mustServe = !plan.hasForeigners();
    int before = transitionCount();
    simulation.runFor(chance.nextLong(2 * intervalNanos));
    happening.run();
    simulation.runFor(4 * intervalNanos);
    require(transitionCount() == before, "a transition though nothing is to be noticed");
    mustServe = false;
    segment.become(LinkConditions.perfect(plan.delayNanos()));
    simulation.runFor(intervalNanos);
  }

  private void eventually(BooleanSupplier condition, long withinNanos, String what) {
    require(
        simulation.runUntil(condition, withinNanos),
        what + " in " + withinNanos + " ns: " + actives());
  }

  private void calm() {
    segment.recover(LinkConditions.perfect(plan.delayNanos()));
    nodes.forEach(Node::boot);
    simulation.runFor(slackNanos + intervalNanos);
    simulation.runFor(patienceNanos());
    simulation.runFor(intervalNanos + slackNanos);
    eventually(this::isOneActiveEach, slackNanos, "no calm");
    settle();
  }

  long patienceNanos() {
    return electorates.stream().mapToLong(Electorate::patienceNanos).max().orElse(0);
  }

  /** The rightful one is Active, and stays so. */
  void settle() {
    simulation.runFor(2 * intervalNanos);
    simulation.runFor(patienceNanos());
    simulation.runFor(12 * intervalNanos);
    // Under losses a fast router of both versions may have been heard in the slower one (R91).
    simulation.runUntil(this::isSettled, patienceNanos());
    require(isOneActiveEach(), "settled, and " + actives());
    require(!plan.isGrouped() || isOneNode(), "settled, and the sync group is on two hosts");
    for (var electorate : electorates) {
      if (electorate.isElectionFree()) {
        int elected = electorate.theActive().priority();
        int highest = electorate.strongest().priority();
        require(elected == highest, "settled with " + elected + " Active, not " + highest);
      }
    }
  }

  private boolean isSettled() {
    return electorates.stream()
        .allMatch(electorate ->
            electorate.isOneActive()
                && (!electorate.isElectionFree()
                    || electorate.theActive().priority() == electorate.strongest().priority()));
  }

  private void quiet() {
    int before = transitionCount();
    var sent = electorates.stream().map(Electorate::advertCounts).toList();
    simulation.runFor(6 * intervalNanos);
    require(transitionCount() == before, "a transition in the quiet");
    for (int index = 0; index < electorates.size(); index++) {
      requireRhythm(electorates.get(index), sent.get(index));
    }
  }

  /** Each interval has one advert, of the Active. */
  private void requireRhythm(Electorate electorate, List<Integer> before) {
    var active = electorate.theActive();
    for (int index = 0; index < before.size(); index++) {
      var candidate = electorate.candidates().get(index);
      boolean isActive = candidate.equals(active);
      long expected = isActive ? 6 * intervalNanos / active.intervalNanos() : 0;
      long sent = (long) candidate.advertCount() - before.get(index);
      require(
          Math.abs(sent - expected) <= (isActive ? 1 : 0),
          candidate.name() + " sent " + sent + " adverts, not " + expected);
    }
  }

  /**
   * Within one refresh every cache and every bridge knows the Active. With its own hardware address
   * and no refresh, as keepalived has it by default, nobody can promise that.
   */
  void packets() {
    simulation.runFor(2 * intervalNanos + refreshNanos() + slackNanos);
    for (var electorate : electorates) {
      if (electorate.theActive() instanceof SimulatedInstance active && isAlwaysFound(active)) {
        var numbers = new ArrayList<Integer>();
        for (var client : clients) {
          active.config().addresses().forEach(to -> numbers.add(client.sendTo(to)));
        }
        simulation.runFor(slackNanos);
        var name = Addresses.text(active.config().primaryAddress());
        for (int number : numbers) {
          var receivers = world.deliveries().receiversOf(number);
          require(
              receivers.equals(List.of(name)), "a packet reached " + receivers + ", not " + name);
        }
      }
    }
  }

  private boolean isAlwaysFound(SimulatedInstance active) {
    boolean refreshes = active.config().announcements().refreshNanos() > 0;
    return refreshes || (active.plan().usesVmac() && !plan.hasForeigners());
  }

  private long refreshNanos() {
    return plan.virtualRouters().stream()
        .flatMap(List::stream)
        .map(router -> router.config().announcements())
        .mapToLong(Announcements::refreshNanos)
        .max()
        .orElse(0);
  }

  private void losses() {
    segment.become(LinkConditions.lossy(plan.delayNanos()));
    int before = transitionCount();
    simulation.runFor(20 * intervalNanos);
    require(transitionCount() == before, "a transition because of two losses in a row");
    segment.become(LinkConditions.perfect(plan.delayNanos()));
    simulation.runFor(intervalNanos);
  }

  private interface Departure {
    void from(Node node);
  }

  /** The Active goes; the next one follows after so many of its intervals and the least skew. */
  private void leaving(Departure departure, int intervals) {
    simulation.runFor(chance.nextLong(intervalNanos));
    var node = electorates.getFirst().theActive().node();
    away(node, departure, intervals, () -> {});
  }

  /** Somebody stops, is changed, and comes back. */
  void changed(Node node, Runnable change) {
    away(node, Node::stop, 0, change);
  }

  private void away(Node node, Departure departure, int intervals, Runnable meanwhile) {
    long boundNanos = 0;
    for (var electorate : electorates) {
      long ownNanos = electorate.theActive().intervalNanos();
      boundNanos = Math.max(boundNanos, intervals * ownNanos + skewNanos(electorate, node));
    }
    departure.from(node);
    eventually(this::isNobodyMissing, boundNanos + slackNanos, "nobody took over");
    settle();
    meanwhile.run();
    node.boot();
    settle();
  }

  private static long skewNanos(Electorate electorate, Node leaving) {
    return electorate.running().stream()
        .filter(candidate -> !candidate.node().equals(leaving) && !candidate.isActive())
        .mapToLong(Candidate::skewNanos)
        .min()
        .orElse(0);
  }

  /**
   * Whatever a drain does, the addresses are served at every moment. With unequal intervals two
   * losses are too many: whoever learned the shorter one is impatient with a slower successor.
   */
  private void drains() {
    segment.become(
        isOneInterval()
            ? LinkConditions.lossy(plan.delayNanos())
            : LinkConditions.perfect(plan.delayNanos()));
    mustServe = true;
    for (int count = 0; count < 3; count++) {
      simulation.runFor(chance.nextLong(intervalNanos));
      if (electorates.getFirst().theActive() instanceof SimulatedInstance target) {
        drain(target.node());
        settle();
      }
    }
    mustServe = false;
    segment.become(LinkConditions.perfect(plan.delayNanos()));
  }

  boolean isOneInterval() {
    return plan.virtualRouters().stream()
            .flatMap(List::stream)
            .map(router -> router.config().protocol().interval())
            .distinct()
            .count()
        == 1;
  }

  private void drain(SimulatedHost target) {
    simulation.note("drain of", target.name());
    target.hold();
    for (var electorate : electorates) {
      var leaving = electorate.candidates().stream().filter(c -> c.node() == target).findFirst();
      if (leaving.orElseThrow() instanceof SimulatedInstance instance && instance.isActive()) {
        handOver(electorate, instance);
      }
    }
    simulation.runFor(2 * intervalNanos);
    for (var instance : target.instances()) {
      require(!instance.outstays(), target.name() + " lingers for ever");
    }
    target.lift();
  }

  private void handOver(Electorate electorate, SimulatedInstance target) {
    var successor =
        (SimulatedInstance)
            electorate.running().stream()
                .filter(SimulatedInstance.class::isInstance)
                .filter(candidate -> !candidate.equals(target))
                .max(Candidate.BY_STRENGTH)
                .orElseThrow();
    for (int attempt = 0; attempt < 20 && target.isActive(); attempt++) {
      var host = successor.node();
      long untilNanos = host.clockNanos() + intervalNanos;
      host.tell(
          successor,
          new Input.TakeOver("drain", target.address(), Priority.LAST_RESORT, untilNanos));
      simulation.runUntil(() -> !target.isActive(), slackNanos + chance.nextLong(intervalNanos));
    }
    require(!target.isActive(), target.name() + " could not be drained");
    var cause = target.lastCause();
    boolean followed = plan.isGrouped() && cause == Cause.SYNC_GROUP;
    require(followed || cause == Cause.HAND_OVER, "drained by " + cause);
    require(target.hasAddresses() && target.isSilent(), "no linger");
  }

  /** After a partition all but one of the Actives yield within two intervals. */
  private void reunion() {
    int size = chance.nextInt(1, nodes.size());
    var ports = nodes.subList(0, size).stream().map(Node::port).toList();
    segment.isolate(ports);
    simulation.runFor(4 * intervalNanos);
    simulation.runFor(patienceNanos());
    simulation.runFor(8 * intervalNanos);
    for (var electorate : electorates) {
      int count = electorate.activeCount();
      require(count == 2, count + " Active in two parts");
    }
    segment.heal();
    findTogether();
  }

  /** Everybody hears everybody again, and so all Actives but one yield. */
  void findTogether() {
    simulation.runFor(2 * intervalNanos + slackNanos);
    require(isOneActiveEach(), "reunited, and " + actives());
  }
}
