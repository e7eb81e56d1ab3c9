package dev.baton.agent.engine;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.InstanceConfig;
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

  private final Casts casts;
  private final Ports ports;
  private final SharedRing orders;
  private final EngineEvents events;
  private final List<Instance> instances = new ArrayList<>();
  private final Map<Key, Instance> byKey = new HashMap<>();
  private final RejectedAdverts rejected = new RejectedAdverts();
  private Set<InetAddress> moving = Set.of();
  private long shortestStallNanos = EVERYDAY_NANOS;
  private List<Reason> heldBecause = List.of();
  private boolean stopping;

  private record Key(String interfaceName, Family family, int vrid) {
    static Key of(InstanceConfig config) {
      return new Key(config.interfaceName(), config.family(), config.vrid().value());
    }
  }

  /** What the instances are to do, and who each is, by its name. */
  public record Cast(AgentConfig config, Map<String, Subject.Instance> subjects) {
    /** Keeps a copy. */
    public Cast {
      subjects = Map.copyOf(subjects);
    }
  }

  /** Reads another configuration, away from the engine's thread, and wakes the engine with it. */
  public interface Casts {
    /** Begins to read; returns at once. */
    void request();

    /** What has been read since the last call: none or one. */
    List<Cast> take();
  }

  /** Makes the instances; nothing happens before {@link #run}. */
  public EngineLoop(Casts casts, Ports ports, SharedRing orders, EngineEvents events) {
    this.casts = casts;
    this.ports = ports;
    this.orders = orders;
    this.events = events;
  }

  /** Runs until an order to stop; every instance has resigned then. */
  public void run(Cast first, String version, long pid) {
    events.report(Subject.NODE, new NodeEvent.Started("engine", version, pid));
    ports.silence().prepare();
    recast(first, ports.clock().nanos());
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

  /**
   * Goes over to a configuration: instances that are the same do not notice, changed ones change in
   * place where the protocol allows it, and the rest begins or ends.
   */
  private void recast(Cast cast, long nowNanos) {
    var config = cast.config();
    moving = Standing.moving(config.instances());
    shortestStallNanos =
        config.instances().stream()
            .mapToLong(instance -> 2 * instance.protocol().intervalNanos())
            .reduce(EVERYDAY_NANOS, Math::min);
    var wanted = new HashMap<Key, InstanceConfig>();
    config.instances().forEach(instance -> wanted.put(Key.of(instance), instance));
    for (var old : List.copyOf(instances)) {
      var next = wanted.get(Key.of(old.config()));
      if (next == null || !old.canBecome(next)) {
        old.remove(nowNanos);
        instances.remove(old);
        byKey.remove(Key.of(old.config()));
      }
    }
    var begun = new ArrayList<Instance>();
    for (var next : config.instances()) {
      var old = byKey.get(Key.of(next));
      if (old == null) {
        begun.add(join(cast, next));
      } else {
        old.become(next, moving, nowNanos);
      }
    }
    // A held node tells its instances before their first election.
    takeOrders(nowNanos);
    begun.forEach(instance -> instance.start(moving, ports.clock().nanos()));
  }

  private Instance join(Cast cast, InstanceConfig config) {
    var subject = cast.subjects().get(config.name());
    if (subject == null) {
      throw new IllegalStateException(config.name() + " has no subject: this is a bug");
    }
    var instance = new Instance(subject, config, ports, events);
    heldBecause.forEach(why -> instance.hold(why, ports.clock().nanos()));
    instances.add(instance);
    byKey.put(Key.of(config), instance);
    return instance;
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
    orders.drain(
        new SharedRing.Sink() {
          @Override
          public void draft(Draft order) {
            obey(order, nowNanos);
          }

          @Override
          public void stop() {
            stopping = true;
          }

          @Override
          public void reload() {
            casts.request();
          }
        });
    casts.take().forEach(cast -> recast(cast, nowNanos));
  }

  private void obey(Draft order, long nowNanos) {
    if (!(order.event() instanceof CommandEvent.Issued issued)) {
      throw new IllegalStateException("an order is a command, not " + order + ": this is a bug");
    }
    var why = new Reason(order.causation(), order.correlationId());
    long deadlineNanos = nowNanos + issued.deadlineMillis() * 1_000_000L;
    switch (issued.command()) {
      case Command.PlaceHold place -> {
        heldBecause = List.of(why);
        instances.forEach(i -> i.hold(why, nowNanos));
      }
      case Command.LiftHold lift -> {
        heldBecause = List.of();
        instances.forEach(i -> i.lift(why, nowNanos));
      }
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
    var changes = new ArrayList<LinkChange>();
    ports.links().poll(changes::add);
    for (var change : changes) {
      if (change instanceof LinkChange.LinkAppeared appeared) {
        rejoin(appeared.interfaceName());
      }
    }
    if (!changes.isEmpty()) {
      instances.forEach(instance -> instance.reconcile(moving, nowNanos));
    }
    for (var change : changes) {
      if (change instanceof LinkChange.AddressRemoved removed) {
        instances.forEach(i -> i.reclaim(removed.interfaceName(), removed.address().address()));
      }
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
      rejected.countUnknownVrid(path.source());
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
