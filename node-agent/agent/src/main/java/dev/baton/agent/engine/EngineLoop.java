package dev.baton.agent.engine;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.engine.EngineEvents.Reason;
import dev.baton.agent.link.SharedRing;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.Family;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import dev.baton.events.VirtualRouterId;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  private static final int RECEIVE_BATCH = 256;

  /** How long the loop sleeps at most, so that it knows how long it was kept from running. */
  private static final long LONGEST_WAIT_NANOS = 100_000_000L;

  /** Below this, being late is everyday scheduling, unless an instance advertises faster. */
  private static final long EVERYDAY_NANOS = 500_000_000L;

  private final Ports ports;
  private final SharedRing orders;
  private final EngineEvents events;
  private final List<Instance> instances = new ArrayList<>();
  private final Map<Key, Instance> byKey = new HashMap<>();
  private final RejectedAdverts rejected = new RejectedAdverts();
  private final Set<InetAddress> moving;
  private final long shortestStallNanos;
  private boolean stopping;

  private record Key(String interfaceName, Family family, int vrid) {}

  /** What the instances are to do, and who each is, by its name. */
  public record Cast(AgentConfig config, Map<String, Subject.Instance> subjects) {
    /** Keeps a copy. */
    public Cast {
      subjects = Map.copyOf(subjects);
    }
  }

  /** Makes the instances; nothing happens before {@link #run}. */
  public EngineLoop(Cast cast, Ports ports, SharedRing orders, EngineEvents events) {
    var config = cast.config();
    this.ports = ports;
    this.orders = orders;
    this.events = events;
    this.moving = Standing.moving(config.instances());
    this.shortestStallNanos =
        config.instances().stream()
            .mapToLong(instance -> 2 * instance.protocol().intervalNanos())
            .reduce(EVERYDAY_NANOS, Math::min);
    for (var instanceConfig : config.instances()) {
      var subject = cast.subjects().get(instanceConfig.name());
      if (subject == null) {
        throw new IllegalStateException(instanceConfig.name() + " has no subject: this is a bug");
      }
      var instance = new Instance(subject, instanceConfig, ports, events);
      instances.add(instance);
      byKey.put(
          new Key(
              instanceConfig.interfaceName(),
              instanceConfig.family(),
              instanceConfig.vrid().value()),
          instance);
    }
  }

  /** Runs until an order to stop; every instance has resigned then. */
  public void run(String version, long pid) {
    events.report(Subject.NODE, new NodeEvent.Started("engine", version, pid));
    ports.silence().prepare();
    takeOrders(ports.clock().nanos());
    for (var instance : instances) {
      instance.start(moving, ports.clock().nanos());
    }
    long lastTurnNanos = ports.clock().nanos();
    while (!stopping) {
      endTurn();
      long untilNanos = nextDeadlineNanos(lastTurnNanos);
      ports.wakeups().await(untilNanos);
      lastTurnNanos = turn(lastTurnNanos, untilNanos);
    }
    for (var instance : instances) {
      instance.shutDown(ports.clock().nanos());
    }
    events.report(Subject.NODE, new NodeEvent.Stopped("engine", pid, "asked", ""));
    endTurn();
    ports.silence().close();
  }

  private long turn(long lastTurnNanos, long untilNanos) {
    long now = ports.clock().nanos();
    noticeStall(now - untilNanos, now - lastTurnNanos, now);
    takeOrders(now);
    watchLinks(now);
    receiveAll(now);
    fireTimers(now);
    return ports.clock().nanos();
  }

  private void endTurn() {
    ports.adverts().flush((path, reason) -> {});
    events.ring();
  }

  private long nextDeadlineNanos(long nowNanos) {
    long earliest = nowNanos + LONGEST_WAIT_NANOS;
    for (var instance : instances) {
      long deadline = instance.nextDeadlineNanos();
      if (deadline != Wakeups.NO_DEADLINE && deadline - earliest < 0) {
        earliest = deadline;
      }
    }
    return earliest;
  }

  /**
   * A loop that comes back long after it wanted to was frozen. An instance whose peers have lost
   * patience meanwhile must not speak as if nothing had happened; it decides that itself.
   */
  private void noticeStall(long lateNanos, long pauseNanos, long nowNanos) {
    if (lateNanos >= shortestStallNanos) {
      events.report(Subject.NODE, new NodeEvent.Stalled("engine", pauseNanos));
      instances.forEach(instance -> instance.input(new Input.Stalled(pauseNanos), nowNanos));
    }
  }

  private void takeOrders(long nowNanos) {
    orders.drain(draft -> obey(draft, nowNanos), () -> stopping = true);
  }

  private void obey(Draft order, long nowNanos) {
    if (!(order.event() instanceof CommandEvent.Issued issued)) {
      throw new IllegalStateException("an order is a command, not " + order + ": this is a bug");
    }
    var why = new Reason(order.causation(), order.correlationId());
    long deadlineNanos = nowNanos + issued.deadlineMillis() * 1_000_000L;
    switch (issued.command()) {
      case Command.PlaceHold place -> instances.forEach(i -> i.hold(why, nowNanos));
      case Command.LiftHold lift -> instances.forEach(i -> i.lift(why, nowNanos));
      case Command.ExpectHandOver expect ->
          find(expect.virtualRouter())
              .forEach(
                  i -> i.expectHandOver(nowNanos + expect.forMillis() * 1_000_000L, why, nowNanos));
      case Command.TakeOver takeOver -> {
        var found = find(takeOver.virtualRouter());
        var input =
            new Input.TakeOver(
                issued.commandId(),
                InetAddress.ofLiteral(takeOver.expectedActive()),
                takeOver.expectedPriority(),
                deadlineNanos);
        found.forEach(instance -> instance.input(input, why, nowNanos));
        if (found.isEmpty()) {
          var answer = new CommandEvent.Refused(issued.commandId(), "no-such-instance", "");
          events.report(Subject.NODE, answer, why);
        }
      }
    }
  }

  private List<Instance> find(VirtualRouterId id) {
    return instances.stream().filter(i -> i.subject().virtualRouter().equals(id)).toList();
  }

  private void watchLinks(long nowNanos) {
    var changed = new HashSet<String>();
    ports
        .links()
        .poll(change -> {
          changed.add(change.interfaceName());
          if (change instanceof LinkChange.LinkAppeared appeared) {
            rejoin(appeared.interfaceName());
          }
        });
    if (!changed.isEmpty()) {
      instances.forEach(instance -> instance.reconcile(moving, nowNanos));
    }
  }

  private void rejoin(String interfaceName) {
    instances.stream()
        .filter(instance -> instance.config().interfaceName().equals(interfaceName))
        .forEach(Instance::join);
  }

  private void receiveAll(long nowNanos) {
    int received;
    do {
      received =
          ports.adverts().receive(RECEIVE_BATCH, (p, hop, m) -> receive(p, hop, m, nowNanos));
    } while (received >= RECEIVE_BATCH);
  }

  private void receive(AdvertPath path, int hopLimit, ByteBuffer message, long nowNanos) {
    int vrid = AdvertisementCodec.vridOctet(message);
    var instance = byKey.get(new Key(path.interfaceName(), path.family(), vrid));
    if (instance == null) {
      // Another virtual router on the same link, and none of ours.
      return;
    }
    var reception = new Reception(path.source(), path.destination(), hopLimit);
    switch (AdvertisementCodec.decode(reception, ReceiveRules.KEEPALIVED, message)) {
      case Decoded.Ok ok ->
          instance.input(
              new Input.AdvertisementReceived(ok.advertisement(), path.source(), nowNanos),
              nowNanos);
      case Decoded.Rejected(var why) ->
          rejected
              .count(instance.subject(), path.source(), why)
              .forEach(event -> events.report(instance.subject(), event));
    }
  }

  private void fireTimers(long nowNanos) {
    for (var instance : instances) {
      long deadline = instance.nextDeadlineNanos();
      if (deadline != Wakeups.NO_DEADLINE && deadline - nowNanos <= 0) {
        instance.input(new Input.Tick(), nowNanos);
      }
    }
  }
}
