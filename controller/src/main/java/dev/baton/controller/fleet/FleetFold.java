package dev.baton.controller.fleet;

import dev.baton.events.Cause;
import dev.baton.events.ConfigEvent;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a node's own event says of the node and its instances. */
final class FleetFold {
  private FleetFold() {}

  static Fleet apply(Fleet before, Recorded recorded) {
    var id = recorded.envelope().id();
    var old = before.nodeOrNew(id.node());
    var node = NodeFold.apply(old, recorded);
    var fleet = before.with(node);
    if (old.clock() instanceof Clock.Unmeasured && node.clock() instanceof Clock.Measured) {
      fleet = corrected(fleet, node, id.logId());
    }
    var said = new Said(node.logs(), Position.of(id));
    if (recorded.envelope().subject() instanceof Subject.Instance subject) {
      fleet = onInstance(fleet, node, said, subject, recorded);
    }
    return switch (recorded.event()) {
      case ConfigEvent.Applied applied -> onConfig(fleet, node.name(), applied.instances());
      case ConfigEvent.Continued more -> onConfig(fleet, node.name(), more.instances());
      case NodeEvent.Stopped stopped when NodeFold.isEngine(stopped.part()) ->
          onEngineStopped(fleet, node, said, stopped, recorded);
      case Event _ -> fleet;
    };
  }

  private static Fleet onInstance(
      Fleet fleet, NodeView node, Said said, Subject.Instance subject, Recorded recorded) {
    var router = fleet.routerOrNew(subject.virtualRouter());
    if (recorded.event() instanceof InstanceEvent.Transitioned moved) {
      router = router.with(change(node.clock(), moved, recorded));
      if (moved.cause() == Cause.CONFIG_REMOVED) {
        return fleet.with(router.without(node.name()));
      }
    }
    var known = router.instanceOf(node.name());
    var instance = known.isEmpty() ? InstanceView.unheard(node.name(), subject) : known.getFirst();
    var time = node.clock().corrected(recorded.envelope().wallNanos());
    return fleet.with(router.with(InstanceFold.apply(instance, said, recorded, time)));
  }

  private static Fleet onConfig(
      Fleet before, NodeName node, List<ConfigEvent.InstanceSettings> instances) {
    var fleet = before;
    for (ConfigEvent.InstanceSettings settings : instances) {
      var router = fleet.routerOrNew(settings.instance().virtualRouter());
      if (router.instanceOf(node).isEmpty()) {
        fleet = fleet.with(router.with(InstanceView.unheard(node, settings.instance())));
      }
    }
    return fleet;
  }

  /** An engine that is gone takes part in nothing; its addresses were taken away. */
  private static Fleet onEngineStopped(
      Fleet before, NodeView node, Said said, NodeEvent.Stopped stopped, Recorded recorded) {
    var fleet = before;
    var cause = "ENGINE_" + stopped.how().toUpperCase(Locale.ROOT);
    var time = node.clock().corrected(recorded.envelope().wallNanos());
    var standing = new Standing(InstanceState.INITIALIZE, cause, time, recorded.seq());
    for (RouterView router : before.routersOf(node.name())) {
      var instance = router.instanceOf(node.name()).getFirst();
      var later = said.that(instance.standingSaid(), standing);
      if (instance.isIn(InstanceState.INITIALIZE) || later.equals(instance.standingSaid())) {
        continue;
      }
      var change = stop(node.clock(), instance.standing().state(), stopped, recorded);
      fleet = fleet.with(router.with(instance.with(later)).with(change));
    }
    return fleet;
  }

  /** What happened before the first measurement is corrected by it too. */
  private static Fleet corrected(Fleet before, NodeView node, LogId log) {
    var fleet = before;
    for (RouterView router : before.routers().values()) {
      fleet =
          fleet.with(
              router.with(
                  router
                      .history()
                      .mapped(change ->
                          change.node().equals(node.name()) && change.id().logId().equals(log)
                              ? change.corrected(node.clock())
                              : change)));
    }
    return fleet;
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
