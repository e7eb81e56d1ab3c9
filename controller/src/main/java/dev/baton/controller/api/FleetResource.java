package dev.baton.controller.api;

import dev.baton.controller.api.Views.View;
import dev.baton.controller.fleet.NodeView;
import dev.baton.controller.fleet.RouterView;
import dev.baton.events.json.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Virtual routers, nodes, failovers and drains: now, or from where {@code at} says. */
final class FleetResource {
  private final Views views;
  private final Envelopes envelopes;

  FleetResource(Views views, Envelopes envelopes) {
    this.views = views;
    this.envelopes = envelopes;
  }

  Future<JsonObject> routers(RoutingContext request) {
    return views
        .of(request)
        .map(view -> {
          var items = new JsonArray();
          for (RouterView router : view.image().fleet().routers().values()) {
            if (!router.instances().isEmpty()) {
              items.add(view.json().router(router));
            }
          }
          return list(view, items);
        });
  }

  Future<JsonObject> router(RoutingContext request) {
    var name = Query.path(request, "vr");
    return views
        .of(request)
        .map(view ->
            view.image().fleet().routers().values().stream()
                .filter(router -> router.id().text().equals(name))
                .findFirst()
                .map(view.json()::router)
                .orElseThrow(() -> Problem.notFound("virtual-router", name)));
  }

  Future<JsonObject> nodes(RoutingContext request) {
    return views
        .of(request)
        .map(view -> {
          var items = new JsonArray();
          for (NodeView node : view.image().fleet().nodes().values()) {
            items.add(view.json().node(node));
          }
          return list(view, items);
        });
  }

  Future<JsonObject> failovers(RoutingContext request) {
    var query = new Query(request);
    var before = query.text("before");
    long beforeSeq = before.isEmpty() ? Long.MAX_VALUE : Query.number("before", before);
    int limit = query.limit(100, 1_000);
    return views
        .of(request)
        .map(view -> {
          var items = new JsonArray();
          view.ledger()
              .newest(beforeSeq, limit)
              .forEach(failover -> items.add(view.json().failover(failover)));
          return list(view, items);
        });
  }

  Future<JsonObject> drains(RoutingContext request) {
    return views
        .of(request)
        .map(view -> {
          var items = new JsonArray();
          List.copyOf(view.image().drains().byId().values()).reversed().stream()
              .map(DrainJson::drain)
              .forEach(items::add);
          return list(view, items);
        });
  }

  Future<JsonObject> drain(RoutingContext request) {
    var id = Query.path(request, "id");
    return views
        .of(request)
        .map(view ->
            view.image().drains().drain(id).stream()
                .findFirst()
                .map(DrainJson::drain)
                .orElseThrow(() -> Problem.notFound("drain", id)));
  }

  private JsonObject list(View view, JsonArray items) {
    long asOfSeq = view.image().asOfSeq();
    return new JsonObject()
        .put("items", items)
        .put("asOfSeq", asOfSeq)
        .put("asOfCursor", envelopes.cursor(asOfSeq))
        .put("asOfTime", Times.text(view.nanos()));
  }
}
