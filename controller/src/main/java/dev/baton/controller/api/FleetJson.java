package dev.baton.controller.api;

import dev.baton.controller.drain.Drain;
import dev.baton.controller.drain.DrainPhase;
import dev.baton.controller.fleet.Bound;
import dev.baton.controller.fleet.Failover;
import dev.baton.controller.fleet.Hold;
import dev.baton.controller.fleet.Holder;
import dev.baton.controller.fleet.InstanceView;
import dev.baton.controller.fleet.Ledger;
import dev.baton.controller.fleet.Link;
import dev.baton.controller.fleet.NodeView;
import dev.baton.controller.fleet.RouterView;
import dev.baton.controller.fleet.Seam;
import dev.baton.controller.fleet.Verdicts;
import dev.baton.controller.projection.Image;
import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import dev.baton.events.json.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nodes, virtual routers and failovers as the API shows them. */
record FleetJson(Image image, Ledger ledger, long nowNanos) {
  private static final double MILLI_NANOS = 1e6;

  JsonObject router(RouterView router) {
    var settings =
        router.instances().keySet().stream()
            .flatMap(node -> image.fleet().settingsOf(node, router.id()).stream())
            .toList();
    var instances = new JsonArray();
    var active = new JsonArray();
    for (InstanceView instance : router.instances().values()) {
      instances.add(instance(router, instance));
      if (instance.isIn(InstanceState.ACTIVE) && image.fleet().isKnown(instance.node())) {
        active.add(active(instance));
      }
    }
    return new JsonObject()
        .put("id", router.id().text())
        .put("segment", router.id().segment())
        .put("family", router.id().family().text())
        .put("vrid", router.id().vrid().value())
        .put("version", settings.isEmpty() ? 3 : settings.getFirst().version())
        .put("vips", vips(settings))
        .put("verdict", Verdicts.of(image.fleet(), router, nowNanos).name())
        .put("active", active)
        .put("instances", instances)
        .put("lastFailover", lastFailover(router));
  }

  private static JsonArray vips(List<InstanceSettings> settings) {
    var vips = new JsonArray();
    settings.stream()
        .flatMap(each -> each.addresses().stream())
        .map(address -> address.replaceAll("/.*", ""))
        .distinct()
        .forEach(vips::add);
    return vips;
  }

  private static JsonObject active(InstanceView instance) {
    return new JsonObject()
        .put("node", instance.node().value())
        .put("since", Times.text(instance.standing().sinceNanos()))
        .put("priority", instance.effectivePriority().value());
  }

  private JsonObject instance(RouterView router, InstanceView instance) {
    var node = image.fleet().node(instance.node());
    var settings = image.fleet().settingsOf(instance.node(), router.id());
    var asOf = node.isEmpty() ? 0 : lastWordNanos(node.getFirst());
    var standing = instance.standing();
    int base = settings.isEmpty() ? 0 : settings.getFirst().basePriority().value();
    int effective = instance.effectivePriority().value();
    return new JsonObject()
        .put("node", instance.node().value())
        .put("interface", instance.subject().interfaceName())
        .put("state", standing.state().name())
        .put("since", Times.text(standing.sinceNanos() == 0 ? asOf : standing.sinceNanos()))
        .put("cause", standing.cause())
        .put("faults", new JsonArray(instance.faults()))
        .put("basePriority", base)
        .put("effectivePriority", effective == 0 ? base : effective)
        .put("preempt", settings.isEmpty() || settings.getFirst().preempt())
        .put("held", node.stream().anyMatch(NodeView::isHeld))
        .put("known", image.fleet().isKnown(instance.node()))
        .put("asOf", Times.text(asOf));
  }

  private @Nullable String lastFailover(RouterView router) {
    return ledger.last(router.id()).stream()
        .findFirst()
        .map(failover -> "f-" + failover.seq())
        .orElse(null);
  }

  JsonObject node(NodeView node) {
    var drain = image.drains().openOf(node.name());
    return new JsonObject()
        .put("node", node.name().value())
        .put("state", node.isConnected() ? "UP" : "SILENT")
        .put("admin", admin(node, drain))
        .put("drainId", drainId(node, drain))
        .put("hold", hold(node))
        .put(
            "connectedSince",
            node.link() instanceof Link.Connected connected
                ? Times.text(connected.sinceNanos())
                : null)
        .put("lastHeardAt", Times.text(lastWordNanos(node)))
        .put("agentVersion", node.version())
        .put("bootId", node.bootId())
        .put("logId", node.logId().toString())
        .put("nodeSeq", node.nodeSeq())
        .put("engine", node.engine().name())
        .put("counts", counts(node.name()))
        .put("faults", faults(node.name()));
  }

  /** Up to when it is known how the node is. */
  private long lastWordNanos(NodeView node) {
    long asOf = image.fleet().asOfNanos();
    if (image.fleet().isKnown(node.name())) {
      return asOf;
    }
    var down = node.link() instanceof Link.Silent silent ? silent.sinceNanos() : 0;
    return Math.min(asOf, Math.max(node.lastHeardNanos(), down));
  }

  private static String admin(NodeView node, List<Drain> open) {
    if (open.stream().anyMatch(drain -> drain.phase() == DrainPhase.DRAINING)) {
      return "DRAINING";
    }
    return node.isHeld() ? "HELD" : "NORMAL";
  }

  private static @Nullable String drainId(NodeView node, List<Drain> open) {
    if (!open.isEmpty()) {
      return open.getFirst().id();
    }
    return node.hold() instanceof Hold.Held held ? held.drainId() : null;
  }

  private static @Nullable JsonObject hold(NodeView node) {
    return switch (node.hold()) {
      case Hold.NotHeld _ -> null;
      case Hold.Held held ->
          new JsonObject()
              .put("drainId", held.drainId())
              .put("by", held.by())
              .put("message", held.message())
              .put("since", Times.text(held.sinceNanos()))
              .put(
                  "expiresAt",
                  held.expiresAtNanos() == 0 ? null : Times.text(held.expiresAtNanos()));
    };
  }

  private Stream<InstanceView> instances(NodeName node) {
    return image.fleet().routersOf(node).stream()
        .flatMap(router -> router.instanceOf(node).stream());
  }

  /** Each once: one dead link is a fault of all instances on it. */
  private JsonArray faults(NodeName node) {
    var faults = new JsonArray();
    instances(node)
        .flatMap(instance -> instance.faults().stream())
        .distinct()
        .sorted()
        .forEach(faults::add);
    return faults;
  }

  private JsonObject counts(NodeName node) {
    var states = instances(node).map(instance -> instance.standing().state()).toList();
    var counts = new JsonObject();
    for (InstanceState state :
        List.of(
            InstanceState.ACTIVE,
            InstanceState.BACKUP,
            InstanceState.FAULT,
            InstanceState.INITIALIZE)) {
      counts.put(
          state.name().toLowerCase(java.util.Locale.ROOT),
          states.stream().filter(each -> each == state).count());
    }
    return counts;
  }

  JsonObject failover(Failover failover) {
    var evidence = new JsonObject();
    for (Map.Entry<String, String> fact : failover.evidence().entrySet()) {
      evidence.put(fact.getKey(), fact.getValue());
    }
    return new JsonObject()
        .put("id", "f-" + failover.seq())
        .put("seq", failover.seq())
        .put("time", Times.text(failover.timeNanos()))
        .put("vr", failover.router().text())
        .put("from", name(failover.from()))
        .put("to", name(failover.to()))
        .put("cause", failover.cause())
        .put("planned", failover.isPlanned())
        .put("drainId", drainId(failover))
        .put("gapMs", gapMillis(failover.seam()))
        .put("overlapMs", overlapMillis(failover.seam()))
        .put("boundMs", boundMillis(failover.bound()))
        .put("provisional", failover.isProvisional())
        .put("evidence", evidence)
        .put("eventSeqs", new JsonArray(failover.eventSeqs()));
  }

  private static @Nullable String name(Holder holder) {
    return holder instanceof Holder.Node node ? node.name().value() : null;
  }

  private @Nullable String drainId(Failover failover) {
    if (failover.isPlanned() && image.drains().byId().containsKey(failover.correlationId())) {
      return failover.correlationId();
    }
    return failover.eventSeqs().stream()
        .flatMap(seq -> image.drains().provedBy(seq).stream())
        .map(Drain::id)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Double gapMillis(Seam seam) {
    return switch (seam) {
      case Seam.Gap gap -> gap.nanos() / MILLI_NANOS;
      case Seam.Overlap _ -> 0.0;
      case Seam.Open _, Seam.Unknown _ -> null;
    };
  }

  private static @Nullable Double overlapMillis(Seam seam) {
    return switch (seam) {
      case Seam.Gap _ -> 0.0;
      case Seam.Overlap overlap -> overlap.nanos() / MILLI_NANOS;
      case Seam.Open _, Seam.Unknown _ -> null;
    };
  }

  private static @Nullable Double boundMillis(Bound bound) {
    return bound instanceof Bound.Within within ? within.nanos() / MILLI_NANOS : null;
  }
}
