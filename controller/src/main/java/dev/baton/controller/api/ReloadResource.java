package dev.baton.controller.api;

import dev.baton.controller.projection.Image;
import dev.baton.controller.projection.Projector;
import dev.baton.events.Causation;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.ConfigEvent;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Has a node read its configuration again, and answers with what the node said to that. The command
 * and all that follows from it on the node bear the command's name as their correlation.
 */
final class ReloadResource {
  /** A command that did not reach its node by then is never carried out. */
  private static final long DEADLINE_MILLIS = 3_000;

  /** For an answer that is under way. */
  private static final long GRACE_MILLIS = 2_000;

  private static final int MESSAGE_LENGTH = 1_000;
  private static final int PAGE_COUNT = 1_000;

  private final Vertx vertx;
  private final Projector projector;
  private final Writes writes;
  private final List<Waiting> waiting = new ArrayList<>();

  ReloadResource(Vertx vertx, Projector projector, Writes writes) {
    this.vertx = vertx;
    this.projector = projector;
    this.writes = writes;
    projector.watch(() -> List.copyOf(waiting).forEach(this::look));
  }

  Future<JsonObject> reload(RoutingContext request) {
    var node = known(Query.path(request, "node"));
    var message = new Body(request).text("message", "").strip();
    if (message.length() > MESSAGE_LENGTH) {
      throw Problem.badRequest(
          "bad-field", "message must have at most " + MESSAGE_LENGTH + " characters");
    }
    var id = "r-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    var issued =
        new CommandEvent.Issued(id, node, new Command.Reload(message), List.of(), DEADLINE_MILLIS);
    var answer = new Waiting(node, id, projector.image().asOfSeq() + 1);
    return writes
        .submit((image, now) -> {
          mustBeConnected(image, node);
          return List.of(
              Draft.of(now.wallNanos(), now.monotonicNanos(), Subject.NODE, issued)
                  .because(Body.actor(request), Causation.NONE, id));
        })
        .compose(ignored -> await(answer));
  }

  private NodeName known(String name) {
    return projector.image().fleet().nodes().keySet().stream()
        .filter(node -> node.value().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("node", name));
  }

  private static void mustBeConnected(Image image, NodeName node) {
    if (image.fleet().node(node).stream().noneMatch(view -> view.isConnected())) {
      throw new Problem(409, "node-silent", "The node cannot be asked", node + " is not connected");
    }
  }

  private Future<JsonObject> await(Waiting answer) {
    waiting.add(answer);
    long timer =
        vertx.setTimer(
            DEADLINE_MILLIS + GRACE_MILLIS,
            ignored -> answer.promise.tryFail(notAnswered(answer.node)));
    look(answer);
    return answer
        .promise
        .future()
        .onComplete(ignored -> {
          vertx.cancelTimer(timer);
          waiting.remove(answer);
        });
  }

  private static Problem notAnswered(NodeName node) {
    return new Problem(
        504,
        "not-answered",
        "The node did not answer",
        node + " did not answer in time; the events say whether it reloaded");
  }

  private void look(Waiting answer) {
    var window = projector.window();
    answer.nextSeq = Math.max(answer.nextSeq, window.firstSeq());
    var page = window.from(answer.nextSeq, PAGE_COUNT);
    while (!page.isEmpty()) {
      page.forEach(stored -> answer.take(stored.recorded()));
      answer.nextSeq += page.size();
      page = window.from(answer.nextSeq, PAGE_COUNT);
    }
  }

  /** What the node has said so far. */
  private static final class Waiting {
    private final NodeName node;
    private final String commandId;
    private final Promise<JsonObject> promise = Promise.promise();
    private final JsonArray changes = new JsonArray();
    private final JsonArray warnings = new JsonArray();
    private final JsonArray refusals = new JsonArray();
    private final JsonArray eventSeqs = new JsonArray();
    private long nextSeq;

    Waiting(NodeName node, String commandId, long nextSeq) {
      this.node = node;
      this.commandId = commandId;
      this.nextSeq = nextSeq;
    }

    void take(Recorded recorded) {
      if (!recorded.envelope().correlationId().equals(commandId)) {
        return;
      }
      eventSeqs.add(recorded.seq());
      switch (recorded.event()) {
        case ConfigEvent.Applied applied -> {
          applied.changes().forEach(changes::add);
          applied.warnings().forEach(warnings::add);
        }
        case ConfigEvent.Continued continued -> continued.warnings().forEach(warnings::add);
        case ConfigEvent.Rejected rejected -> rejected.errors().forEach(this::refused);
        case CommandEvent.Applied _ -> promise.tryComplete(json());
        case CommandEvent.Refused refused -> promise.tryFail(problem(refused));
        case Event _ -> {}
      }
    }

    private void refused(String error) {
      refusals.add(
          new JsonObject().put("code", "configuration").putNull("vr").put("detail", error));
    }

    private JsonObject json() {
      return new JsonObject()
          .put("node", node.value())
          .put("commandId", commandId)
          .put("changes", changes)
          .put("warnings", warnings)
          .put("eventSeqs", eventSeqs);
    }

    private Problem problem(CommandEvent.Refused refused) {
      if (refused.reason().equals("configuration-rejected")) {
        var detail = refused.detail() + "; the old configuration stays in force";
        return new Problem(412, refused.reason(), "The configuration is refused", detail, refusals);
      }
      var detail = refused.detail().isEmpty() ? "" : ": " + refused.detail();
      return new Problem(
          409, "command-refused", "The node refuses", node + " says " + refused.reason() + detail);
    }
  }
}
