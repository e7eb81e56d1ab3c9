package dev.baton.controller.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An answer that is an error (RFC 9457). */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String title;
  private final transient JsonArray refusals;

  Problem(int status, String code, String title, String detail) {
    this(status, code, title, detail, new JsonArray());
  }

  Problem(int status, String code, String title, String detail, JsonArray refusals) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.title = title;
    this.refusals = refusals;
  }

  static Problem badRequest(String code, String detail) {
    return new Problem(400, code, "The request cannot be understood", detail);
  }

  static Problem notFound(String what, String name) {
    return new Problem(404, "unknown-" + what, "Not found", "There is no " + what + " " + name);
  }

  int status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  JsonObject json(String instance) {
    var json =
        new JsonObject()
            .put("type", "https://baton.dev/problems/" + code)
            .put("title", title)
            .put("status", status)
            .put("detail", detail())
            .put("instance", instance)
            .put("code", code);
    return refusals.isEmpty() ? json : json.put("refusals", refusals);
  }
}
