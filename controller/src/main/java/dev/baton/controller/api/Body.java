package dev.baton.controller.api;

import dev.baton.events.Actor;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A request's JSON object; nothing at all counts as an empty one. */
final class Body {
  private final RoutingContext request;
  private final JsonObject json;

  Body(RoutingContext request) {
    this.request = request;
    this.json = read(request);
  }

  JsonObject json() {
    return json;
  }

  String required(String name) {
    if (!json.containsKey(name)) {
      throw Problem.badRequest("missing-field", name + " is missing");
    }
    return text(name, "");
  }

  String text(String name, String standard) {
    var value = json.getValue(name);
    if (value == null) {
      return standard;
    }
    if (value instanceof String text) {
      return text;
    }
    throw Problem.badRequest("bad-field", name + " must be a text");
  }

  boolean flag(String name) {
    var value = json.getValue(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw Problem.badRequest("bad-field", name + " must be true or false");
  }

  Actor actor() {
    return actor(request);
  }

  /** Nobody is asked for a name yet: what is known of a person is where the request came from. */
  static Actor actor(RoutingContext request) {
    var agent = request.request().getHeader("User-Agent");
    var via = agent != null && agent.startsWith("baton-cli") ? "cli" : "api";
    var from = request.request().remoteAddress();
    var host = from == null || from.hostAddress() == null ? "local" : from.hostAddress();
    return new Actor.Known("operator", "anonymous@" + host, via);
  }

  private static JsonObject read(RoutingContext request) {
    var buffer = request.body().buffer();
    if (buffer == null || buffer.length() == 0) {
      return new JsonObject();
    }
    var type = request.request().getHeader("Content-Type");
    // A page of another site can send forms and plain text, but not this type, without asking.
    if (type == null || !type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
      throw new Problem(
          415, "unsupported-media-type", "Send JSON", "Content-Type must be application/json");
    }
    try {
      return new JsonObject(buffer);
    } catch (DecodeException | ClassCastException e) {
      throw Problem.badRequest(
          "malformed-json", "the body is no JSON object: " + Malformed.why(buffer.getBytes()));
    }
  }
}
