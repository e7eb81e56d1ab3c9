package dev.baton.controller.api;

import dev.baton.events.ControllerEvent;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns what a resource says into an answer, and every error into a problem+json. */
final class Answers {
  /** Says that the answer was sent already. */
  static final Object ANSWERED = new Object();

  private static final System.Logger LOG = System.getLogger("baton.api");

  private final Writes writes;
  private final Hosts hosts;
  private final String contract;

  Answers(Writes writes, Hosts hosts) {
    this.writes = writes;
    this.hosts = hosts;
    this.contract = readContract();
  }

  void answer(RoutingContext request, Function<RoutingContext, Future<Object>> answer) {
    Future.<Void>succeededFuture()
        .compose(ignored -> answer.apply(request))
        .onSuccess(json -> send(request, json))
        .onFailure(failure -> fail(request, failure));
  }

  void alive(RoutingContext request) {
    json(request, new JsonObject().put("status", "ok"));
  }

  void contract(RoutingContext request) {
    request.response().putHeader("Content-Type", "application/json").end(contract);
  }

  /** What is asked of another name is not meant for this controller. */
  void refuseOtherHosts(RoutingContext request) {
    var host = request.request().authority();
    if (host != null && hosts.isOurs(host)) {
      request.next();
    } else {
      var detail = (host == null ? "a request without a host" : host.host()) + " is not served";
      fail(request, new Problem(403, "other-host", "Forbidden", detail));
    }
  }

  /** A browser says which page sends a request; only our own may. */
  void refuseOtherOrigins(RoutingContext request) {
    var origin = request.request().getHeader("Origin");
    var host = request.request().getHeader("Host");
    var isRead = request.request().method().equals(HttpMethod.GET);
    if (isRead || origin == null || origin.replaceFirst("^https?://", "").equals(host)) {
      request.next();
    } else {
      fail(
          request,
          new Problem(403, "other-origin", "Forbidden", origin + " is not this controller"));
    }
  }

  void noRoute(RoutingContext request, List<HttpApi.Route> routes) {
    var path = request.normalizedPath().substring(HttpApi.BASE.length());
    var allowed =
        routes.stream()
            .filter(route -> path.matches(route.path().replaceAll(":[a-z]+", "[^/]+")))
            .map(route -> route.method().name())
            .collect(Collectors.joining(", "));
    if (allowed.isEmpty()) {
      fail(request, new Problem(404, "no-such-resource", "Not found", "no resource " + path));
    } else {
      request.response().putHeader("Allow", allowed);
      fail(
          request,
          new Problem(
              405,
              "method-not-allowed",
              "Method not allowed",
              request.request().method() + " is not allowed here; " + allowed + " is"));
    }
  }

  void onErrors(Router router) {
    for (int status : List.of(400, 404, 405, 406, 413, 414, 415, 431, 500, 501)) {
      router.errorHandler(status, request -> onError(request, status));
    }
  }

  private void onError(RoutingContext request, int status) {
    var failure = request.failure();
    if (status == 500 && failure != null) {
      fail(request, failure);
      return;
    }
    var title = status == 413 ? "The body is too large" : "The request cannot be answered";
    fail(request, new Problem(status, "http-" + status, title, title));
  }

  private void send(RoutingContext request, Object answer) {
    if (answer instanceof JsonObject object) {
      json(request, object);
    }
  }

  private static void json(RoutingContext request, JsonObject json) {
    if (!request.response().ended() && !request.response().closed()) {
      request
          .response()
          .putHeader("Content-Type", "application/json")
          .putHeader("Cache-Control", "no-store")
          .end(json.encode());
    }
  }

  private void fail(RoutingContext request, Throwable failure) {
    var problem = failure instanceof Problem known ? known : unexpected(failure);
    if (!request.request().method().equals(HttpMethod.GET)) {
      writes.say(
          new ControllerEvent.RequestRefused(
              request.request().method().name(),
              request.normalizedPath(),
              problem.status(),
              problem.detail()));
    }
    var response = request.response();
    if (response.headWritten()) {
      response.reset();
    } else {
      response
          .setStatusCode(problem.status())
          .putHeader("Content-Type", "application/problem+json")
          .putHeader("Cache-Control", "no-store")
          .end(problem.json(request.normalizedPath()).encode());
    }
  }

  private static Problem unexpected(Throwable failure) {
    LOG.log(System.Logger.Level.ERROR, "a request failed", failure);
    return new Problem(
        500, "internal", "The controller failed", "It is written in the controller's output");
  }

  private static String readContract() {
    try (InputStream file = Answers.class.getResourceAsStream("/openapi.json")) {
      if (file == null) {
        throw new IllegalStateException("openapi.json is not on the class path: this is a bug");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
