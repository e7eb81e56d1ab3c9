package dev.baton.vrrp.sim;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.Priority;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.RouterConfig;
import java.util.List;
import java.util.SplittableRandom;

/** All that goes wrong, and what operators do meanwhile; everything ends after a while. */
final class FaultMenu {
  private static final Fault[] MENU = Fault.values();

  private enum Fault {
    CRASH,
    STOP,
    STALL,
    LINK_FLAP,
    SCRIPT,
    PRIORITY,
    PARTITION,
    ONE_WAY_CUT,
    REFLECTION,
    DAMAGE,
    HOLD,
    DRAIN,
    RECONFIGURATION
  }

  private final Simulation simulation;
  private final SimulatedSegment segment;
  private final List<SimulatedHost> hosts;
  private final SplittableRandom chance;
  private final long intervalNanos;
  private int pendingCount;

  FaultMenu(
      Simulation simulation,
      SimulatedSegment segment,
      List<SimulatedHost> hosts,
      long intervalNanos) {
    this.simulation = simulation;
    this.segment = segment;
    this.hosts = hosts;
    this.intervalNanos = intervalNanos;
    this.chance = simulation.chance();
  }

  /** Whether a fault still has to end. */
  boolean isPending() {
    return pendingCount > 0;
  }

  /** Something happens to somebody. */
  void strike() {
    var host = hosts.get(chance.nextInt(hosts.size()));
    var fault = MENU[chance.nextInt(MENU.length)];
    simulation.note(fault + " at " + host.name());
    switch (fault) {
      case CRASH -> during(host::crash, host::boot);
      case STOP -> during(host::stop, host::boot);
      case STALL -> host.stall(lengthNanos());
      case LINK_FLAP -> during(() -> host.link(false), () -> host.link(true));
      case SCRIPT ->
          during(
              () -> host.tell(new Input.FaultRaised("script", Cause.TRACK_SCRIPT)),
              () -> host.tell(new Input.FaultCleared("script")));
      case PRIORITY -> during(() -> track(host, chance.nextInt(-254, 255)), () -> track(host, 0));
      case PARTITION -> during(() -> segment.isolate(group()), segment::heal);
      case ONE_WAY_CUT -> during(() -> segment.cut(host, other(host)), segment::heal);
      case REFLECTION -> during(host::hearsItself, host::hearsItself);
      case DAMAGE -> during(() -> segment.damage(0.3), () -> segment.damage(0));
      case HOLD -> during(host::hold, host::lift);
      case DRAIN -> drain(host);
      case RECONFIGURATION -> reconfigure(host);
    }
  }

  private void during(Runnable begin, Runnable end) {
    begin.run();
    pendingCount++;
    simulation.after(
        lengthNanos(),
        () -> {
          pendingCount--;
          end.run();
        });
  }

  /** From exactly one Active_Down_Interval, give or take a nanosecond, to anything. */
  private long lengthNanos() {
    return chance.nextInt(4) == 0
        ? 3 * intervalNanos + chance.nextLong(-1, 2)
        : chance.nextLong(1, 8 * intervalNanos);
  }

  private void track(SimulatedHost host, int delta) {
    var contributions =
        delta == 0 ? List.<Contribution>of() : List.of(new Contribution("tracked", delta));
    host.tell(new Input.TrackedPriority(contributions));
  }

  private List<SimulatedHost> group() {
    return hosts.stream().filter(host -> chance.nextBoolean()).toList();
  }

  private SimulatedHost other(SimulatedHost host) {
    var other = hosts.get(chance.nextInt(hosts.size()));
    return other == host ? hosts.getFirst() : other;
  }

  /** A controller at the worst of times: it commands whatever it last believed. */
  private void drain(SimulatedHost target) {
    var successor = other(target);
    long untilNanos = simulation.nowNanos() + 4 * intervalNanos;
    during(target::hold, target::lift);
    target.tell(new Input.HandOverExpected(untilNanos));
    simulation.after(
        chance.nextLong(intervalNanos),
        () ->
            successor.tell(
                new Input.TakeOver(
                    "chaos", target.config().primaryAddress(), Priority.LAST_RESORT, untilNanos)));
  }

  private void reconfigure(SimulatedHost host) {
    var config = host.config();
    var election = config.election();
    if (!election.priority().isOwner()) {
      host.reconfigure(
          config.withElection(
              new RouterConfig.Election(
                  new Priority(chance.nextInt(2, 255)),
                  election.preempt(),
                  election.preemptDelayNanos(),
                  election.conformance())));
    }
  }
}
