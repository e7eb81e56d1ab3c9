package dev.baton.controller.api;

import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A request's query parameters; what cannot be understood is a problem. */
record Query(RoutingContext request) {
  String text(String name) {
    List<String> values = request.queryParam(name);
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** One of these words; the first when nothing is said. */
  String oneOf(String name, String... words) {
    var text = text(name);
    if (text.isEmpty()) {
      return words[0];
    }
    if (!List.of(words).contains(text)) {
      throw Problem.badRequest(
          "bad-parameter", name + " must be one of " + Arrays.toString(words) + ", not " + text);
    }
    return text;
  }

  int limit(int standard, int most) {
    var text = text("limit");
    long limit = text.isEmpty() ? standard : number("limit", text);
    if (limit < 1 || limit > most) {
      throw Problem.badRequest("bad-parameter", "limit must be from 1 to " + most);
    }
    return (int) limit;
  }

  /** A position in the log, 0 when nothing is said. */
  long cursor(String name, Envelopes envelopes) {
    var text = text(name);
    if (text.isEmpty()) {
      return 0;
    }
    return envelopes.seqOf(text).stream()
        .findFirst()
        .orElseThrow(
            () -> Problem.badRequest("bad-cursor", name + " is no cursor of this log: " + text));
  }

  /** A part of the path, which the route says is there. */
  static String path(RoutingContext request, String name) {
    return Objects.requireNonNull(request.pathParam(name), name);
  }

  static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.badRequest("bad-parameter", name + " must be a number, not \"" + text + "\"");
    }
  }
}
