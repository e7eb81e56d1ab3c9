package dev.baton.controller.api;

import dev.baton.controller.drain.Drain;
import dev.baton.controller.drain.DrainPhase;
import dev.baton.controller.drain.DrainPlan;
import dev.baton.controller.drain.DrainStep;
import dev.baton.controller.drain.Move;
import dev.baton.controller.drain.Proof;
import dev.baton.controller.fleet.Fleet;
import dev.baton.events.DrainEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import dev.baton.events.json.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drains as the API shows them. */
final class DrainJson {
  private DrainJson() {}

  static JsonObject drain(Drain drain) {
    var steps = new JsonArray();
    drain.steps().values().forEach(step -> steps.add(step(drain, step)));
    var order = drain.order();
    return new JsonObject()
        .put("id", drain.id())
        .put("target", order.node().value())
        .put("state", drain.isVerifying() ? "VERIFYING" : drain.phase().name())
        .put("message", order.message())
        .put("by", order.by())
        .put("createdAt", Times.text(order.createdAtNanos()))
        .put("deadlineAt", Times.text(order.deadlineAtNanos()))
        .put("holdExpiresAt", timeOrNull(order.holdExpiresAtNanos()))
        .put("refusals", refusals(drain.refusals()))
        .put("steps", steps)
        .put("returning", returning(drain))
        .put("unproved", new JsonArray(drain.unproved()));
  }

  static JsonObject plan(Fleet fleet, DrainPlan plan) {
    var steps = new JsonArray();
    for (DrainEvent.PlannedStep step : plan.steps()) {
      steps.add(
          new JsonObject()
              .put("vr", step.virtualRouter().text())
              .put("method", step.method())
              .put("from", step.from().value())
              .put("to", first(step.to()))
              .put("state", "PENDING")
              .put("detail", detail(fleet, step))
              .put("evidence", new JsonArray()));
    }
    return new JsonObject()
        .put("target", plan.node().value())
        .put("state", "PLANNED")
        .put("refusals", refusals(plan.refusals()))
        .put("steps", steps);
  }

  private static String detail(Fleet fleet, DrainEvent.PlannedStep step) {
    var isActiveKnown =
        fleet.router(step.virtualRouter()).stream()
            .flatMap(router -> router.instances().values().stream())
            .anyMatch(instance ->
                instance.isIn(InstanceState.ACTIVE) && fleet.isConnected(instance.node()));
    return isActiveKnown ? "" : "no Active is known here now";
  }

  static JsonArray refusals(List<DrainEvent.Refusal> refusals) {
    var array = new JsonArray();
    for (DrainEvent.Refusal refusal : refusals) {
      array.add(
          new JsonObject()
              .put("code", refusal.code())
              .put("vr", refusal.virtualRouter().isEmpty() ? null : refusal.virtualRouter())
              .put("detail", refusal.detail()));
    }
    return array;
  }

  private static JsonObject step(Drain drain, DrainStep step) {
    return new JsonObject()
        .put("vr", step.move().router().text())
        .put("method", step.method())
        .put("from", step.move().node().value())
        .put("to", first(step.to()))
        .put("state", state(drain, step))
        .put("detail", detail(drain, step))
        .put("evidence", evidence(drain, step));
  }

  private static String state(Drain drain, DrainStep step) {
    if (step.isProved()) {
      return "PROVED";
    }
    if (!step.trouble().isEmpty() || drain.phase() != DrainPhase.DRAINING) {
      return "STUCK";
    }
    if (drain.holdPlaced().isEmpty()) {
      return drain.commands().isEmpty() ? "PENDING" : "HOLDING";
    }
    return step.move().isProvedByBothSides() ? "SETTLING" : "TAKING_OVER";
  }

  private static String detail(Drain drain, DrainStep step) {
    if (!step.trouble().isEmpty()) {
      return step.trouble();
    }
    return step.isProved() || drain.phase() == DrainPhase.DRAINING ? "" : "not proved";
  }

  private static JsonArray evidence(Drain drain, DrainStep step) {
    var facts = new JsonArray();
    if (!step.isHandOver() && step.move().proofs().isEmpty()) {
      drain.holdPlaced().forEach(proof -> facts.add(fact(proof)));
      return facts;
    }
    for (String name : Move.BOTH_SIDES) {
      facts.add(fact(step.move(), name));
    }
    return facts.add(fact(step.move(), Move.SETTLED));
  }

  private static JsonArray returning(Drain drain) {
    var moves = new JsonArray();
    for (Move move : drain.back().values()) {
      var facts = new JsonArray();
      move.proofs().values().forEach(proof -> facts.add(fact(proof)));
      moves.add(new JsonObject().put("vr", move.router().text()).put("evidence", facts));
    }
    return moves;
  }

  private static JsonObject fact(Move move, String name) {
    var proof = move.proofs().get(name);
    return proof == null
        ? new JsonObject().put("fact", name).putNull("seq").putNull("time")
        : fact(proof);
  }

  private static JsonObject fact(Proof proof) {
    return new JsonObject()
        .put("fact", proof.fact())
        .put("seq", proof.seq())
        .put("time", Times.text(proof.timeNanos()));
  }

  private static @Nullable String first(List<NodeName> nodes) {
    return nodes.isEmpty() ? null : nodes.getFirst().value();
  }

  private static @Nullable String timeOrNull(long nanos) {
    return nanos == 0 ? null : Times.text(nanos);
  }
}
