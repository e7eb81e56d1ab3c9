package dev.baton.vrrp.sim;

import dev.baton.events.Cause;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.Priority;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.sim.SimulatedSegment.Damage;
import dev.baton.vrrp.sim.SimulatedSegment.Fate;
import java.util.List;
import java.util.SplittableRandom;

/** Lets mishaps happen: what goes wrong with hosts and the network, and with what is configured. */
final class FaultMenu {
  private final World world;
  private final Simulation simulation;
  private final SimulatedSegment segment;
  private final List<? extends Node> nodes;
  private final List<SimulatedHost> hosts;
  private final Intruder intruder;
  private final long intervalNanos;
  private int pendingCount;

  FaultMenu(
      World world, List<? extends Node> nodes, List<SimulatedHost> hosts, long intervalNanos) {
    this.world = world;
    this.simulation = world.simulation();
    this.segment = world.segment();
    this.nodes = nodes;
    this.hosts = hosts;
    this.intruder = new Intruder(world);
    this.intervalNanos = intervalNanos;
  }

  /** Whether a mishap still has to end. */
  boolean isPending() {
    return pendingCount > 0;
  }

  void strike(Mishap mishap) {
    var chance = new SplittableRandom(mishap.seed());
    var node = nodes.get(chance.nextInt(nodes.size()));
    var host = hosts.get(chance.nextInt(hosts.size()));
    simulation.note("mishap", mishap);
    switch (mishap.kind()) {
      case CRASH -> during(mishap, node::crash, node::boot);
      case STOP -> during(mishap, node::stop, node::boot);
      case KILL -> during(mishap, host::kill, host::boot);
      case STALL -> node.stall(stallNanos(mishap, host, chance));
      case LINK_FLAP -> during(mishap, () -> node.link(false), () -> node.link(true));
      case FLAP_IN_ANNOUNCEMENT ->
          during(mishap, () -> host.flapWhenAnnouncing(true), () -> host.flapWhenAnnouncing(false));
      case PRIMARY_ADDRESS_REMOVED ->
          fault(mishap, host, "primary-address", Cause.NO_PRIMARY_ADDRESS);
      case SCRIPT_FAILS -> fault(mishap, host, "script", Cause.TRACK_SCRIPT);
      case TRACKED_PRIORITY -> track(mishap, host, chance.nextInt(-254, 255));
      case HOLD -> during(mishap, host::hold, host::lift);
      case DRAIN -> drain(mishap, host, hosts.get(chance.nextInt(hosts.size())), chance);
      case REFLECTION -> during(mishap, host::hearsItself, host::hearsItself);
      case PARTITION, ONE_WAY_CUT, MUTE, DEAF, STP_BLOCK, SNOOPED_OUT ->
          network(mishap, node, chance);
      case BIT_FLIPS, TRUNCATION, PADDING -> damage(mishap);
      case RESIGNATIONS_LOST -> resignations(mishap, Fate.LOST);
      case RESIGNATIONS_DOUBLED -> resignations(mishap, Fate.DOUBLED);
      case RESIGNATIONS_LATE -> resignations(mishap, Fate.LATE);
      case OLD_ADVERT -> segment.repeatOld();
      case SPOOF, SPOOF_FROM_AFAR, CARP, MISFIT -> intrude(mishap, host, chance);
      case CLONE -> clone(mishap, host);
      case CLOCK_STEP -> host.stepWallClock(chance.nextLong(-3_600, 3_601));
      case OTHER_PRIORITY,
          OTHER_INTERVAL,
          OTHER_ADDRESS_ORDER,
          OTHER_ADDRESSES,
          OTHER_AUTHENTICATION,
          DUPLICATE_OWNER ->
          reconfigure(mishap, host, chance);
    }
  }

  private void intrude(Mishap mishap, SimulatedHost host, SplittableRandom chance) {
    switch (mishap.kind()) {
      case SPOOF -> intruder.spoof(host, 255, chance);
      case SPOOF_FROM_AFAR -> intruder.spoof(host, chance.nextInt(255), chance);
      case CARP -> intruder.carp(chance);
      case MISFIT -> intruder.misfit(host, chance);
      default -> throw new IllegalStateException(mishap + " is no message: this is a bug");
    }
  }

  private void during(Mishap mishap, Runnable begin, Runnable end) {
    begin.run();
    pendingCount++;
    simulation.after(
        mishap.lengthNanos(),
        () -> {
          pendingCount--;
          simulation.note("mishap", mishap + " is over");
          end.run();
        });
  }

  /**
   * Often exactly as long as its own patience, give or take a nanosecond; it ends with the chaos.
   */
  private long stallNanos(Mishap mishap, SimulatedHost host, SplittableRandom chance) {
    var instance = host.instances().getFirst();
    long patienceNanos = 3 * instance.intervalNanos() + instance.skewNanos();
    return chance.nextBoolean()
        ? mishap.lengthNanos()
        : Math.min(patienceNanos, 8 * intervalNanos) + chance.nextLong(-1, 2);
  }

  private void fault(Mishap mishap, SimulatedHost host, String name, Cause cause) {
    during(
        mishap,
        () -> tell(mishap, host, new Input.FaultRaised(name, cause)),
        () -> tell(mishap, host, new Input.FaultCleared(name)));
  }

  /** In a sync group often only one member is hit; all are to move. */
  private static List<SimulatedInstance> hit(Mishap mishap, SimulatedHost host) {
    var instances = host.instances();
    int one = new SplittableRandom(mishap.seed()).split().nextInt(instances.size() + 1);
    boolean all = !host.isGrouped() || one == instances.size();
    return all ? instances : List.of(instances.get(one));
  }

  private static void tell(Mishap mishap, SimulatedHost host, Input input) {
    hit(mishap, host).forEach(instance -> host.tell(instance, input));
  }

  private void network(Mishap mishap, Node node, SplittableRandom chance) {
    var port = node.port();
    switch (mishap.kind()) {
      case PARTITION -> {
        var group = nodes.stream().filter(any -> chance.nextBoolean()).map(Node::port).toList();
        during(mishap, () -> segment.isolate(group), segment::heal);
      }
      case ONE_WAY_CUT -> {
        var other = nodes.get(chance.nextInt(nodes.size())).port();
        during(mishap, () -> segment.cut(port, other), segment::heal);
      }
      case MUTE -> during(mishap, () -> segment.mute(port), segment::heal);
      case DEAF -> during(mishap, () -> segment.deafen(port), segment::heal);
      case STP_BLOCK -> during(mishap, () -> port.blocked(true), () -> port.blocked(false));
      case SNOOPED_OUT -> snoopOut(mishap, port);
      default -> throw new IllegalStateException(mishap + " is none of the network: this is a bug");
    }
  }

  /** IGMP and MLD are forgotten one without the other; so a sync group has a deaf member. */
  private void snoopOut(Mishap mishap, Port port) {
    if (!hosts.getFirst().isGrouped()) {
      during(mishap, () -> port.snoopedOut(true), () -> port.snoopedOut(false));
      return;
    }
    boolean ipv6 = new SplittableRandom(mishap.seed()).split().nextBoolean();
    var family = ipv6 ? Family.IPV6 : Family.IPV4;
    during(mishap, () -> port.snoopedOut(family, true), () -> port.snoopedOut(family, false));
  }

  private void damage(Mishap mishap) {
    var damage =
        switch (mishap.kind()) {
          case BIT_FLIPS -> Damage.BIT_FLIP;
          case TRUNCATION -> Damage.TRUNCATION;
          case PADDING -> Damage.PADDING;
          default -> throw new IllegalStateException(mishap + " damages nothing: this is a bug");
        };
    during(mishap, () -> segment.damage(damage), () -> segment.damage(Damage.NONE));
  }

  private void resignations(Mishap mishap, Fate fate) {
    during(
        mishap,
        () -> segment.resignations(fate, intervalNanos + mishap.lengthNanos() / 4),
        () -> segment.resignations(Fate.NORMAL, 0));
  }

  private void track(Mishap mishap, SimulatedHost host, int delta) {
    during(mishap, () -> tellDelta(mishap, host, delta), () -> tellDelta(mishap, host, 0));
  }

  private static void tellDelta(Mishap mishap, SimulatedHost host, int delta) {
    var contributions =
        delta == 0 ? List.<Contribution>of() : List.of(new Contribution("tracked", delta));
    tell(mishap, host, new Input.TrackedPriority(contributions));
  }

  /** A controller at the worst of times: it commands whatever it last believed. */
  private void drain(
      Mishap mishap, SimulatedHost target, SimulatedHost successor, SplittableRandom chance) {
    long patienceNanos = 4 * intervalNanos;
    long laterNanos = chance.nextLong(intervalNanos);
    long validNanos = chance.nextInt(3) == 0 ? 0 : intervalNanos;
    during(mishap, target::hold, target::lift);
    target.tellAll(new Input.HandOverExpected(target.clockNanos() + patienceNanos));
    simulation.after(
        laterNanos,
        () -> successor.instances().forEach(instance -> takeOver(instance, target, validNanos)));
  }

  /** A command that is valid for no time at all comes too late. */
  private static void takeOver(SimulatedInstance instance, SimulatedHost target, long validNanos) {
    var successor = instance.node();
    int index = successor.instances().indexOf(instance);
    var expected = target.instances().get(index).config().primaryAddress();
    long untilNanos = successor.clockNanos() + validNanos;
    successor.tell(
        instance, new Input.TakeOver("chaos", expected, Priority.LAST_RESORT, untilNanos));
  }

  /** A copy of a virtual machine: the same addresses and the same priority, on another port. */
  private void clone(Mishap mishap, SimulatedHost host) {
    var clone = new SimulatedHost(host.name() + " (clone)", host.mac(), world);
    for (var instance : host.instances()) {
      clone.add(new RouterPlan(instance.config(), instance.plan().usesVmac(), Maker.BATON));
    }
    if (host.isGrouped()) {
      clone.joinInGroup();
    }
    during(mishap, clone::boot, clone::crash);
  }

  private void reconfigure(Mishap mishap, SimulatedHost host, SplittableRandom chance) {
    for (var instance : hit(mishap, host)) {
      var before = instance.config();
      var other = Alterations.of(before, mishap.kind(), chance);
      simulation.note(host.name(), other.protocol() + " " + other.election());
      during(mishap, () -> instance.become(other), () -> instance.restore());
    }
  }
}
