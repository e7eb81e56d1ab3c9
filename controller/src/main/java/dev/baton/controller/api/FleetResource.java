package dev.baton.controller.api;

import dev.baton.controller.fleet.Failover;
import dev.baton.controller.fleet.Failovers;
import dev.baton.controller.fleet.NodeView;
import dev.baton.controller.fleet.RouterView;
import dev.baton.controller.projection.Projector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.LongSupplier;

/** Virtual routers, nodes and failovers, as of the newest image. */
final class FleetResource {
  private final Projector projector;
  private final Envelopes envelopes;
  private final LongSupplier wallClock;
  private long ledgerSeq = -1;
  private List<Failover> ledger = List.of();

  FleetResource(Projector projector, Envelopes envelopes, LongSupplier wallClock) {
    this.projector = projector;
    this.envelopes = envelopes;
    this.wallClock = wallClock;
  }

  JsonObject routers(RoutingContext request) {
    var json = json();
    var items = new JsonArray();
    for (RouterView router : projector.image().fleet().routers().values()) {
      if (!router.instances().isEmpty()) {
        items.add(json.router(router));
      }
    }
    return list(items);
  }

  JsonObject router(RoutingContext request) {
    var name = Query.path(request, "vr");
    for (RouterView router : projector.image().fleet().routers().values()) {
      if (router.id().text().equals(name)) {
        return json().router(router);
      }
    }
    throw Problem.notFound("virtual-router", name);
  }

  JsonObject nodes(RoutingContext request) {
    var json = json();
    var items = new JsonArray();
    for (NodeView node : projector.image().fleet().nodes().values()) {
      items.add(json.node(node));
    }
    return list(items);
  }

  JsonObject failovers(RoutingContext request) {
    var query = new Query(request);
    var before = query.text("before");
    long beforeSeq = before.isEmpty() ? Long.MAX_VALUE : Query.number("before", before);
    int limit = query.limit(100, 1_000);
    var json = json();
    var items = new JsonArray();
    ledger().stream()
        .filter(failover -> failover.seq() < beforeSeq)
        .limit(limit)
        .forEach(failover -> items.add(json.failover(failover)));
    return list(items);
  }

  JsonObject list(JsonArray items) {
    long asOfSeq = projector.image().asOfSeq();
    return new JsonObject()
        .put("items", items)
        .put("asOfSeq", asOfSeq)
        .put("asOfCursor", envelopes.cursor(asOfSeq));
  }

  private FleetJson json() {
    return new FleetJson(projector.image(), ledger(), wallClock.getAsLong());
  }

  private List<Failover> ledger() {
    var image = projector.image();
    if (ledgerSeq != image.asOfSeq()) {
      ledger = Failovers.of(image.fleet(), image.drains()::moved);
      ledgerSeq = image.asOfSeq();
    }
    return ledger;
  }
}
