package dev.baton.controller.fleet;

import dev.baton.events.Cause;
import dev.baton.events.CommandEvent;
import dev.baton.events.ConfigEvent;
import dev.baton.events.ControllerEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.NotificationEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.TrackerEvent;
import dev.baton.events.VirtualRouterId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The way from one image of the fleet to a later one: what each event says of the node and its
 * instances. What changes is kept apart and sorted in at the end, once for all events.
 */
final class FleetFold {
  private long asOfSeq;
  private long asOfNanos;
  private final SortedMap<NodeName, NodeView> nodesBefore;
  private final Map<NodeName, NodeView> nodes = new HashMap<>();
  private final SortedMap<VirtualRouterId, RouterView> routersBefore;
  private final Map<VirtualRouterId, RouterFold> routers = new HashMap<>();

  FleetFold(Fleet before) {
    this.asOfSeq = before.asOfSeq();
    this.asOfNanos = before.asOfNanos();
    this.nodesBefore = before.nodes();
    this.routersBefore = before.routers();
  }

  /** All of it, as it stands now; the fold ends with that. */
  Fleet image() {
    return new Fleet(
        asOfSeq,
        asOfNanos,
        Collections.unmodifiableSortedMap(nodesAfter()),
        Collections.unmodifiableSortedMap(routersAfter()));
  }

  private SortedMap<NodeName, NodeView> nodesAfter() {
    if (nodes.isEmpty()) {
      return nodesBefore;
    }
    var after = new TreeMap<>(nodesBefore);
    after.putAll(nodes);
    return after;
  }

  private SortedMap<VirtualRouterId, RouterView> routersAfter() {
    if (routers.isEmpty()) {
      return routersBefore;
    }
    var after = new TreeMap<>(routersBefore);
    routers.forEach((id, router) -> after.put(id, router.image()));
    return after;
  }

  void apply(Recorded recorded) {
    long beforeNanos = asOfNanos;
    asOfSeq = recorded.seq();
    asOfNanos = recorded.recordedAtNanos();
    switch (recorded.event()) {
      case ControllerEvent event -> onController(event, beforeNanos);
      case InstanceEvent _, PeerEvent _, TrackerEvent _, ConfigEvent _, NodeEvent _ ->
          onNode(recorded);
      case NotificationEvent _ -> onNode(recorded);
      case DrainEvent.HoldPlaced _, DrainEvent.HoldLifted _ -> onNode(recorded);
      case CommandEvent.Applied _, CommandEvent.Refused _ -> onNode(recorded);
      // The controller's own story: it is folded elsewhere.
      case CommandEvent.Issued _, DrainEvent _ -> {}
    }
  }

  private void onController(ControllerEvent event, long beforeNanos) {
    switch (event) {
      // A controller that was killed wrote no disconnection: with its end every uplink ended.
      case ControllerEvent.Started _ ->
          nodesAfter().values().forEach(node -> put(silent(node, beforeNanos)));
      case ControllerEvent.NodeConnected connected ->
          put(nodeOrNew(connected.node()).connected(asOfNanos));
      case ControllerEvent.NodeDisconnected gone ->
          put(nodeOrNew(gone.node()).silent(asOfNanos, asOfNanos));
      case ControllerEvent.Alive _,
          ControllerEvent.IdentityConflict _,
          ControllerEvent.RequestRefused _ -> {}
    }
  }

  private NodeView silent(NodeView node, long heardUntilNanos) {
    return node.isConnected() ? node.silent(asOfNanos, heardUntilNanos) : node;
  }

  private void onNode(Recorded recorded) {
    var id = recorded.envelope().id();
    var old = nodeOrNew(id.node());
    var node = NodeFold.apply(old, recorded);
    put(node);
    if (old.clock() instanceof Clock.Unmeasured && node.clock() instanceof Clock.Measured) {
      correct(node, id.logId());
    }
    var said = new Said(node.logs(), Position.of(id));
    if (recorded.envelope().subject() instanceof Subject.Instance subject) {
      onInstance(node, said, subject, recorded);
    }
    switch (recorded.event()) {
      case ConfigEvent.Applied applied -> onConfig(node.name(), applied.instances());
      case ConfigEvent.Continued more -> onConfig(node.name(), more.instances());
      case NodeEvent.Stopped stopped when NodeFold.isEngine(stopped.part()) ->
          onEngineStopped(node, said, stopped, recorded);
      case Event _ -> {}
    }
  }

  private void onInstance(NodeView node, Said said, Subject.Instance subject, Recorded recorded) {
    var router = router(subject.virtualRouter());
    if (recorded.event() instanceof InstanceEvent.Transitioned moved) {
      router.add(change(node.clock(), moved, recorded));
      if (moved.cause() == Cause.CONFIG_REMOVED) {
        router.remove(node.name());
        return;
      }
    }
    var instance = router.instanceOrNew(node.name(), subject);
    var time = node.clock().corrected(recorded.envelope().wallNanos());
    router.put(InstanceFold.apply(instance, said, recorded, time));
  }

  private void onConfig(NodeName node, List<ConfigEvent.InstanceSettings> instances) {
    for (ConfigEvent.InstanceSettings settings : instances) {
      var router = router(settings.instance().virtualRouter());
      if (!router.hasInstanceOf(node)) {
        router.put(InstanceView.unheard(node, settings.instance()));
      }
    }
  }

  /** An engine that is gone takes part in nothing; its addresses were taken away. */
  private void onEngineStopped(
      NodeView node, Said said, NodeEvent.Stopped stopped, Recorded recorded) {
    var cause = "ENGINE_" + stopped.how().toUpperCase(Locale.ROOT);
    var time = node.clock().corrected(recorded.envelope().wallNanos());
    var standing = new Standing(InstanceState.INITIALIZE, cause, time, recorded.seq());
    for (RouterFold router : where(router -> router.instances().containsKey(node.name()))) {
      for (InstanceView instance : router.instanceOf(node.name())) {
        var later = said.that(instance.standingSaid(), standing);
        if (!instance.isIn(InstanceState.INITIALIZE) && !later.equals(instance.standingSaid())) {
          router.put(instance.with(later));
          router.add(stop(node.clock(), instance.standing().state(), stopped, recorded));
        }
      }
    }
  }

  /** What happened before the first measurement is corrected by it too. */
  private void correct(NodeView node, LogId log) {
    for (RouterFold router : where(router -> router.history().isUnmeasured(node.name()))) {
      router.correct(change ->
          change.node().equals(node.name()) && change.id().logId().equals(log)
              ? change.corrected(node.clock())
              : change);
    }
  }

  private NodeView nodeOrNew(NodeName name) {
    var changed = nodes.get(name);
    if (changed != null) {
      return changed;
    }
    var before = nodesBefore.get(name);
    return before == null ? NodeView.unheard(name) : before;
  }

  private RouterFold router(VirtualRouterId id) {
    var open = routers.get(id);
    if (open == null) {
      var before = routersBefore.get(id);
      open = new RouterFold(before == null ? RouterView.unheard(id) : before);
      routers.put(id, open);
    }
    return open;
  }

  /** Opens no others: whatever is opened is copied. */
  private List<RouterFold> where(Predicate<RouterContent> isSo) {
    var found = new ArrayList<RouterFold>();
    routersBefore.forEach((id, before) -> {
      if (!routers.containsKey(id) && isSo.test(before)) {
        router(id);
      }
    });
    routers.values().stream().filter(isSo).forEach(found::add);
    return found;
  }

  private void put(NodeView node) {
    nodes.put(node.name(), node);
  }

  private static Change change(Clock clock, InstanceEvent.Transitioned moved, Recorded recorded) {
    var envelope = recorded.envelope();
    return new Change(
        envelope.id(),
        recorded.seq(),
        envelope.wallNanos(),
        clock.corrected(envelope.wallNanos()),
        clock.boundAt(envelope.wallNanos()),
        true,
        moved.from(),
        moved.to(),
        moved.cause().name(),
        envelope.correlationId(),
        moved.evidence());
  }

  private static Change stop(
      Clock clock, InstanceState from, NodeEvent.Stopped stopped, Recorded recorded) {
    var envelope = recorded.envelope();
    return new Change(
        envelope.id(),
        recorded.seq(),
        envelope.wallNanos(),
        clock.corrected(envelope.wallNanos()),
        clock.boundAt(envelope.wallNanos()),
        !stopped.how().equals("gone"),
        from,
        InstanceState.INITIALIZE,
        "ENGINE_" + stopped.how().toUpperCase(Locale.ROOT),
        envelope.correlationId(),
        Map.of("how", stopped.how(), "detail", stopped.detail()));
  }
}
