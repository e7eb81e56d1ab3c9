package dev.baton.agent.engine;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.link.AdvertCounts;
import dev.baton.agent.link.SharedRing;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import dev.baton.vrrp.Input;
import java.util.List;

/**
 * The engine's one thread:
 *
 * <pre>
 *   ┌─► wait for input or the next deadline
 *   │   take orders, link changes, all that has arrived on the sockets   (inputs)
 *   │   fire the timers that are due                                     (ticks)
 *   └── send what is queued, wake the steward
 * </pre>
 *
 * <p>Sockets are emptied before a timer fires: an engine that slept does not promote itself over an
 * Active whose adverts wait in the queue.
 */
public final class EngineLoop {
  /** How long the loop sleeps at most, so that it knows how long it was kept from running. */
  private static final long LONGEST_WAIT_NANOS = 100_000_000L;

  /** Below this, being late is everyday scheduling, unless an instance advertises faster. */
  private static final long EVERYDAY_NANOS = 500_000_000L;

  private final Casts casts;
  private final Ports ports;
  private final EngineEvents events;
  private final Shared shared;
  private final SteadyLinks steadyLinks;
  private final Roster roster;
  private final Orders orders;
  private final LinkWatch links;
  private final AddressWatch addresses;
  private final FilterWatch filters;
  private final AdvertIntake intake;
  private final Punctuality punctuality;
  private long shortestStallNanos = EVERYDAY_NANOS;
  // When the last turn began: a loop may be kept from running in the middle of one as well.
  private long awakeNanos;

  /** Makes the instances; nothing happens before {@link #run}. */
  public EngineLoop(
      Casts casts, Ports ports, SharedRing orders, EngineEvents events, AdvertCounts counts) {
    this.casts = casts;
    this.steadyLinks = new SteadyLinks(ports.links(), ports.clock());
    this.ports = ports.with(steadyLinks);
    this.events = events;
    this.shared = Shared.of(this.ports, events, counts);
    this.roster = new Roster(shared);
    this.orders = new Orders(orders, roster, casts, events);
    this.links = new LinkWatch(roster, shared);
    this.addresses = new AddressWatch(roster, ports.clock().nanos());
    this.filters = new FilterWatch(this.ports, events);
    this.punctuality = new Punctuality(ports.urgency());
    this.intake = new AdvertIntake(ports.adverts(), roster, events, counts);
  }

  /** Runs until an order to stop; every instance has resigned then. */
  public void run(Cast first, String version, long pid) {
    events.report(Subject.NODE, new NodeEvent.Started("engine", version, pid));
    ports.silence().prepare();
    recast(first, ports.clock().nanos());
    long lastTurnNanos = ports.clock().nanos();
    awakeNanos = lastTurnNanos;
    while (!orders.isStopping()) {
      endTurn();
      long untilNanos = nextDeadlineNanos(lastTurnNanos);
      ports.wakeups().await(untilNanos);
      lastTurnNanos = turn(untilNanos);
    }
    roster.forEach(instance -> instance.shutDown(ports.clock().nanos()));
    shared.settle();
    shared.statics().end();
    shared.promotions().endAllBut(List.of());
    events.report(Subject.NODE, stopped(pid));
    endTurn();
    ports.silence().close();
    ports.refusal().end();
    ports.reports().restore();
  }

  private NodeEvent.Stopped stopped(long pid) {
    String damage = orders.damage();
    return new NodeEvent.Stopped("engine", pid, damage.isEmpty() ? "asked" : "died", damage);
  }

  private void recast(Cast cast, long nowNanos) {
    shortestStallNanos = shortestStallNanos(cast.config());
    punctuality.use(cast.config().globals().scheduling());
    reportGroups(cast.config().globals().reportsGroups());
    shared.startDelay().until(cast.firstElectionNanos(), nowNanos);
    steadyLinks.delay(cast.config().globals().delays().links(), roster::patienceNanos);
    boolean isAnotherStanding = shared.statics().recast(cast.config().statics(), nowNanos);
    var joined = roster.recast(cast, nowNanos);
    // A held node tells its instances before their first election.
    orders.take(nowNanos);
    addresses.configurationChanged(nowNanos);
    joined.forEach(instance -> instance.start(roster.moving(), ports.clock().nanos()));
    if (isAnotherStanding) {
      roster.forEach(instance -> instance.reconcile(roster.moving(), nowNanos));
    }
    shared.settle();
  }

  private void reportGroups(boolean isWanted) {
    if (isWanted) {
      ports.reports().restore();
    } else {
      ports.reports().withhold();
    }
  }

  private static long shortestStallNanos(AgentConfig config) {
    return config.instances().stream()
        .mapToLong(instance -> 2 * instance.protocol().intervalNanos())
        .reduce(EVERYDAY_NANOS, Math::min);
  }

  private long turn(long untilNanos) {
    long now = ports.clock().nanos();
    punctuality.ranLate(now - untilNanos);
    noticeStall(now - untilNanos, now - awakeNanos, now);
    awakeNanos = now;
    orders.take(now);
    casts.take().forEach(cast -> recast(cast, now));
    links.look(now);
    endStartDelay(now);
    addresses.look(now);
    filters.look(now);
    intake.receiveAll(now);
    shared.settle();
    fireTimers(now);
    shared.settle();
    return ports.clock().nanos();
  }

  private void endStartDelay(long nowNanos) {
    if (shared.startDelay().ends(nowNanos)) {
      roster.forEach(instance -> instance.reconcile(roster.moving(), nowNanos));
    }
  }

  private void endTurn() {
    shared.outbox().flush();
    events.ring();
  }

  private long nextDeadlineNanos(long nowNanos) {
    long latest = nowNanos + LONGEST_WAIT_NANOS;
    long due = earliest(latest, shared.deadlines().earliestNanos());
    due = earliest(due, shared.startDelay().dueNanos());
    due = earliest(due, addresses.dueNanos());
    due = earliest(due, shared.statics().dueNanos());
    return earliest(due, steadyLinks.dueNanos());
  }

  private static long earliest(long one, long other) {
    return other != Wakeups.NO_DEADLINE && other - one < 0 ? other : one;
  }

  /**
   * A loop that comes back long after it wanted to was frozen. An instance whose peers have lost
   * patience meanwhile must not speak as if nothing had happened; it decides that itself.
   */
  private void noticeStall(long lateNanos, long pauseNanos, long nowNanos) {
    if (lateNanos >= shortestStallNanos) {
      events.report(Subject.NODE, new NodeEvent.Stalled("engine", pauseNanos));
      roster.forEach(instance -> instance.input(new Input.Stalled(pauseNanos), nowNanos));
    }
  }

  /** Each at most once a turn: a tick that leads to another one at once lets sockets be read. */
  private void fireTimers(long nowNanos) {
    for (int left = shared.deadlines().size(); left > 0 && isDue(nowNanos); left--) {
      shared.deadlines().first().input(new Input.Tick(), nowNanos);
    }
  }

  private boolean isDue(long nowNanos) {
    long earliest = shared.deadlines().earliestNanos();
    return earliest != Wakeups.NO_DEADLINE && earliest - nowNanos <= 0;
  }
}
