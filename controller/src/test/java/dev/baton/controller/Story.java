package dev.baton.controller;

import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Cause;
import dev.baton.events.ConfigEvent;
import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.EventId;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.VirtualRouterId;
import dev.baton.events.Vrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a controller's log as a test tells it. Nodes a, b and c have one virtual router, 51, with
 * the priorities 150, 120 and 100.
 */
public final class Story {
  /** The nodes. */
  public static final NodeName A = new NodeName("a");

  /** The second one. */
  public static final NodeName B = new NodeName("b");

  /** The third one. */
  public static final NodeName C = new NodeName("c");

  /** Their virtual router. */
  public static final VirtualRouterId R51 =
      new VirtualRouterId("10.77.0.0/24", Family.IPV4, new Vrid(51));

  /** When the story begins. */
  public static final long START = 1_795_348_800_000_000_000L;

  /** A second. */
  public static final long SECOND = 1_000_000_000L;

  /** A millisecond. */
  public static final long MILLI = 1_000_000L;

  private static final NodeName CONTROLLER = new NodeName("controller");
  private static final Map<NodeName, Integer> PRIORITY = Map.of(A, 150, B, 120, C, 100);
  private static final Map<NodeName, String> ADDRESS =
      Map.of(A, "10.77.0.1", B, "10.77.0.2", C, "10.77.0.3");

  private final List<Recorded> events = new ArrayList<>();
  private final Map<NodeName, Long> nodeSeqs = new HashMap<>();
  private final Map<NodeName, LogId> logs = new HashMap<>();
  private long now = START;
  private String correlationId = "";

  /** The instance of the virtual router on each node. */
  public static Subject.Instance instance() {
    return new Subject.Instance(R51.segment(), "eth0", R51.family(), R51.vrid());
  }

  /** A running cluster: a is Active, b and c are Backup, all are connected. */
  public static Story ofThreeNodes() {
    var story = new Story();
    story.controller(new ControllerEvent.Started("test", 1));
    for (NodeName node : List.of(A, B, C)) {
      story.connect(node);
      story.node(node, new NodeEvent.Started("engine", "test", 100));
      story.node(node, settings(node, true));
      story.node(node, new NodeEvent.ClockMeasured(0, MILLI));
      story.turns(node, InstanceState.INITIALIZE, InstanceState.BACKUP, Cause.STARTUP);
    }
    story.later(4 * SECOND);
    story.turns(A, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    story.later(10 * SECOND);
    story.controller(new ControllerEvent.Alive());
    return story;
  }

  /** What the node's configuration says. */
  public static ConfigEvent.Applied settings(NodeName node, boolean preempt) {
    var settings =
        new ConfigEvent.InstanceSettings(
            "VI_51",
            instance(),
            3,
            new Priority(priority(node)),
            100,
            preempt,
            0,
            List.of("10.77.0.51/24"));
    return new ConfigEvent.Applied(
        Sha256.ZERO, "keepalived.conf", List.of(settings), List.of(), List.of());
  }

  /** The configured priority. */
  public static int priority(NodeName node) {
    return PRIORITY.getOrDefault(node, 0);
  }

  /** The address that the node advertises from. */
  public static String address(NodeName node) {
    return ADDRESS.getOrDefault(node, "");
  }

  /** What was recorded. */
  public List<Recorded> events() {
    return List.copyOf(events);
  }

  /** What time it is. */
  public long now() {
    return now;
  }

  /** Time passes. */
  public void later(long nanos) {
    now += nanos;
  }

  /** The node begins another log. */
  public void newLog(NodeName node, LogId log) {
    logs.put(node, log);
    nodeSeqs.put(node, 0L);
  }

  /** The node's uplink comes up. */
  public Recorded connect(NodeName node) {
    return controller(new ControllerEvent.NodeConnected(node, new LogId(0, 0), 0));
  }

  /** The node's uplink ends. */
  public Recorded disconnect(NodeName node) {
    return controller(new ControllerEvent.NodeDisconnected(node, "closed"));
  }

  /** The instance on the node changes state. */
  public Recorded turns(NodeName node, InstanceState from, InstanceState to, Cause cause) {
    return turns(node, from, to, cause, priority(node));
  }

  /** The instance on the node changes state with that priority. */
  public Recorded turns(
      NodeName node, InstanceState from, InstanceState to, Cause cause, int priority) {
    return instance(
        node,
        new InstanceEvent.Transitioned(
            from, to, cause, new Priority(priority), Map.of("source", address(node))));
  }

  /** What is told meanwhile belongs to that. */
  public void correlated(String id, Runnable what) {
    correlationId = id;
    what.run();
    correlationId = "";
  }

  /** Something happens to the instance on the node. */
  public Recorded instance(NodeName node, Event event) {
    return record(node, draft(instance(), event));
  }

  /** Something happens to the node. */
  public Recorded node(NodeName node, Event event) {
    return record(node, draft(Subject.NODE, event));
  }

  /** The controller sees or does something. */
  public Recorded controller(Event event) {
    return record(CONTROLLER, draft(Subject.NODE, event));
  }

  /** The controller records what was decided. */
  public Recorded controller(Draft draft) {
    return record(CONTROLLER, draft);
  }

  private Draft draft(Subject subject, Event event) {
    return new Draft(now, now, subject, Actor.NOBODY, Causation.NONE, correlationId, 0, event);
  }

  private Recorded record(NodeName node, Draft draft) {
    long nodeSeq = nodeSeqs.merge(node, 1L, Long::sum);
    var log = logs.computeIfAbsent(node, name -> new LogId(1, name.value().hashCode()));
    var envelope = draft.envelope(new EventId(node, log, nodeSeq), "boot");
    var recorded = new Recorded(events.size() + 1L, 1, now, envelope, draft.event(), Sha256.ZERO);
    events.add(recorded);
    return recorded;
  }

  /** The same events in another order, numbered anew. */
  public static List<Recorded> renumbered(List<Recorded> events) {
    var result = new ArrayList<Recorded>();
    for (Recorded each : events) {
      result.add(
          new Recorded(
              result.size() + 1L,
              each.epoch(),
              each.recordedAtNanos(),
              each.envelope(),
              each.event(),
              each.prevHash()));
    }
    return result;
  }
}
