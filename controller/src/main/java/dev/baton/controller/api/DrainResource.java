package dev.baton.controller.api;

import dev.baton.controller.drain.Drain;
import dev.baton.controller.drain.DrainDecider;
import dev.baton.controller.drain.DrainPhase;
import dev.baton.controller.drain.DrainPlan;
import dev.baton.controller.drain.DrainRequest;
import dev.baton.controller.projection.Projector;
import dev.baton.events.NodeName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Drains: asked for, shown, undone. */
final class DrainResource {
  private static final String DEFAULT_DEADLINE = "10m";
  private static final String DEFAULT_HOLD = "4h";
  private static final int KEPT_KEYS_COUNT = 1_000;
  private static final int MESSAGE_LENGTH = 1_000;

  private final Projector projector;
  private final Writes writes;
  private final DrainDecider decider;
  private final Map<String, Remembered> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > KEPT_KEYS_COUNT;
        }
      };

  /** What a request with an idempotency key began. */
  private record Remembered(JsonObject body, String drainId) {}

  DrainResource(Projector projector, Writes writes, DrainDecider decider) {
    this.projector = projector;
    this.writes = writes;
    this.decider = decider;
  }

  /** The answer to a plan is the plan, to a request the drain. */
  Future<JsonObject> create(RoutingContext request) {
    var body = new Body(request);
    var wish = wish(body);
    if (body.flag("dryRun")) {
      return Future.succeededFuture(plan(wish));
    }
    var key = request.request().getHeader("Idempotency-Key");
    var before = key == null ? null : remembered.get(key);
    if (before != null) {
      return again(request, body, before);
    }
    if (key != null) {
      remembered.put(key, new Remembered(body.json(), wish.id()));
    }
    return writes
        .submit((image, now) -> List.of(decider.request(image.fleet(), image.drains(), wish, now)))
        .map(ignored -> accepted(request, find(wish.id())));
  }

  Future<JsonObject> undrain(RoutingContext request) {
    var drain = find(Query.path(request, "id"));
    var message = new Body(request).text("message", "");
    return undrain(request, drain, message);
  }

  Future<JsonObject> undrainNode(RoutingContext request) {
    var node = nodeName("node", Query.path(request, "node"));
    var message = new Body(request).text("message", "");
    var open = projector.image().drains().openOf(node);
    if (open.isEmpty()) {
      throw noDrain(node);
    }
    return undrain(request, open.getFirst(), message);
  }

  Future<JsonObject> abort(RoutingContext request) {
    var drain = find(Query.path(request, "id"));
    var message = new Body(request).text("message", "");
    if (drain.phase() != DrainPhase.DRAINING && drain.phase() != DrainPhase.ABORTED) {
      throw conflict(drain, "it cannot be aborted any more");
    }
    return writes
        .submit((image, now) -> decider.abort(newest(drain), message, Body.actor(request), now))
        .map(ignored -> accepted(request, newest(drain)));
  }

  private Future<JsonObject> undrain(RoutingContext request, Drain drain, String message) {
    if (!drain.phase().isOpen()) {
      throw conflict(drain, "there is nothing to undo");
    }
    return writes
        .submit((image, now) -> decider.undrain(newest(drain), message, Body.actor(request), now))
        .map(ignored -> accepted(request, newest(drain)));
  }

  private Problem noDrain(NodeName node) {
    if (projector.image().fleet().node(node).isEmpty()) {
      return Problem.notFound("node", node.value());
    }
    return new Problem(
        409, "not-drained", "Nothing to undo", node + " is under no drain of this controller");
  }

  private static Problem conflict(Drain drain, String what) {
    return new Problem(
        409,
        "drain-is-over",
        "The drain is in another state",
        drain.id() + " is " + drain.phase() + ": " + what);
  }

  private Future<JsonObject> again(RoutingContext request, Body body, Remembered before) {
    if (!before.body().equals(body.json())) {
      throw new Problem(
          422,
          "idempotency-key-reused",
          "The key was used before",
          "Idempotency-Key came with another body before");
    }
    return projector.image().drains().drain(before.drainId()).stream()
        .findFirst()
        .map(drain -> Future.succeededFuture(accepted(request, drain)))
        .orElseThrow(() ->
            new Problem(
                409, "in-progress", "Still under way", "the first request is not answered"));
  }

  private DrainRequest wish(Body body) {
    var to = body.text("to", "");
    var message = body.required("message").strip();
    if (message.isEmpty() || message.length() > MESSAGE_LENGTH) {
      throw Problem.badRequest(
          "bad-field", "message must have 1 to " + MESSAGE_LENGTH + " characters");
    }
    return new DrainRequest(
        "d-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36),
        nodeName("node", body.required("node")),
        message,
        to.isEmpty() ? List.of() : List.of(nodeName("to", to)),
        Durations.nanos("deadline", body.text("deadline", DEFAULT_DEADLINE)),
        Durations.nanos("holdTtl", body.text("holdTtl", DEFAULT_HOLD)),
        body.actor());
  }

  private JsonObject plan(DrainRequest wish) {
    var image = projector.image();
    var plan = DrainPlan.of(image.fleet(), image.drains(), wish.node(), wish.to());
    if (!plan.isPossible()) {
      throw refused(DrainJson.refusals(plan.refusals()));
    }
    return DrainJson.plan(image.fleet(), plan);
  }

  private JsonObject accepted(RoutingContext request, Drain drain) {
    if (drain.phase() == DrainPhase.REFUSED) {
      throw refused(DrainJson.refusals(drain.refusals()));
    }
    request
        .response()
        .setStatusCode(202)
        .putHeader("Location", HttpApi.BASE + "/drains/" + drain.id());
    return DrainJson.drain(drain);
  }

  private static Problem refused(JsonArray refusals) {
    var details =
        refusals.stream()
            .map(refusal -> ((JsonObject) refusal).getString("detail"))
            .distinct()
            .toList();
    return new Problem(
        412, "drain-refused", "The drain is refused", String.join("; ", details), refusals);
  }

  private Drain newest(Drain drain) {
    return find(drain.id());
  }

  private Drain find(String id) {
    return projector.image().drains().drain(id).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("drain", id));
  }

  private static NodeName nodeName(String field, String text) {
    try {
      return new NodeName(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("bad-field", field + ": " + e.getMessage());
    }
  }
}
