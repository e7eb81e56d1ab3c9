package dev.baton.controller.api;

import dev.baton.controller.api.Views.View;
import dev.baton.events.json.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Virtual routers, nodes, failovers and drains: now, or from where {@code at} says. */
final class FleetResource {
  private final Views views;
  private final Envelopes envelopes;

  FleetResource(Views views, Envelopes envelopes) {
    this.views = views;
    this.envelopes = envelopes;
  }

  Future<JsonObject> routers(RoutingContext request) {
    return list(
        request,
        view ->
            view.image().fleet().routers().values().stream()
                .filter(router -> !router.instances().isEmpty())
                .map(view.json()::router));
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
    return list(
        request, view -> view.image().fleet().nodes().values().stream().map(view.json()::node));
  }

  Future<JsonObject> failovers(RoutingContext request) {
    var query = new Query(request);
    var before = query.text("before");
    long beforeSeq = before.isEmpty() ? Long.MAX_VALUE : Query.number("before", before);
    int limit = query.limit(100, 1_000);
    return list(
        request,
        view -> view.ledger().newest(beforeSeq, limit).stream().map(view.json()::failover));
  }

  Future<JsonObject> drains(RoutingContext request) {
    return list(
        request,
        view ->
            List.copyOf(view.image().drains().byId().values()).reversed().stream()
                .map(DrainJson::drain));
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

  private Future<JsonObject> list(
      RoutingContext request, Function<View, Stream<JsonObject>> items) {
    return views
        .of(request)
        .map(view -> {
          long asOfSeq = view.image().asOfSeq();
          return new JsonObject()
              .put("items", new JsonArray(items.apply(view).toList()))
              .put("asOfSeq", asOfSeq)
              .put("asOfCursor", envelopes.cursor(asOfSeq))
              .put("asOfTime", Times.text(view.nanos()));
        });
  }
}
