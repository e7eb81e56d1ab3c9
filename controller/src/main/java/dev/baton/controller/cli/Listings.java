package dev.baton.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The API's lists as tables. */
final class Listings {
  private Listings() {}

  static void routers(Screen screen, JsonNode list) {
    var rows = new ArrayList<List<String>>();
    for (JsonNode router : list.path("items")) {
      rows.add(
          List.of(
              text(router, "id"),
              text(router, "verdict"),
              instancesIn(router, "ACTIVE"),
              instancesIn(router, "BACKUP"),
              instancesIn(router, "FAULT"),
              texts(router.path("vips"))));
    }
    screen.table(
        List.of("VIRTUAL ROUTER", "VERDICT", "ACTIVE", "BACKUP", "FAULT", "ADDRESSES"), rows);
  }

  static void nodes(Screen screen, JsonNode list) {
    var rows = new ArrayList<List<String>>();
    for (JsonNode node : list.path("items")) {
      var counts = node.path("counts");
      // What a silent node is now, nobody knows: these are its last words.
      var mark = text(node, "state").equals("SILENT") ? "?" : "";
      rows.add(
          List.of(
              text(node, "node"),
              text(node, "state"),
              text(node, "admin"),
              text(node, "engine") + mark,
              "%d%s active, %d%s backup, %d%s fault%s"
                  .formatted(
                      counts.path("active").asInt(),
                      mark,
                      counts.path("backup").asInt(),
                      mark,
                      counts.path("fault").asInt(),
                      mark,
                      faults(node)),
              time(text(node, "lastHeardAt"))));
    }
    screen.table(List.of("NODE", "STATE", "ADMIN", "ENGINE", "INSTANCES", "LAST HEARD"), rows);
  }

  static void failovers(Screen screen, JsonNode list) {
    var rows = new ArrayList<List<String>>();
    for (JsonNode failover : list.path("items")) {
      rows.add(
          List.of(
              text(failover, "id"),
              time(text(failover, "time")),
              text(failover, "vr"),
              text(failover, "from") + " → " + text(failover, "to"),
              text(failover, "cause"),
              failover.path("planned").asBoolean() ? "planned" : "",
              seam(failover)));
    }
    screen.table(
        List.of("FAILOVER", "TIME", "VIRTUAL ROUTER", "MOVE", "CAUSE", "", "GAP OR OVERLAP"), rows);
  }

  static void drains(Screen screen, JsonNode list) {
    var rows = new ArrayList<List<String>>();
    for (JsonNode drain : list.path("items")) {
      rows.add(
          List.of(
              text(drain, "id"),
              text(drain, "target"),
              text(drain, "state"),
              time(text(drain, "createdAt")),
              text(drain, "by"),
              text(drain, "message")));
    }
    screen.table(List.of("DRAIN", "NODE", "STATE", "ASKED", "BY", "MESSAGE"), rows);
  }

  /** A field's text, a dash where there is none. */
  static String text(JsonNode json, String field) {
    var value = json.path(field);
    return value.isMissingNode() || value.isNull() || value.asText().isEmpty()
        ? "-"
        : value.asText();
  }

  /** A time without the digits that people do not read. */
  static String time(String text) {
    return text.length() > 23 ? text.substring(0, 23).replace('T', ' ') + "Z" : text;
  }

  private static String seam(JsonNode failover) {
    var bound =
        failover.path("boundMs").isNumber()
            ? " ±%.1f".formatted(failover.path("boundMs").asDouble())
            : "";
    var mark = failover.path("provisional").asBoolean() ? " (provisional)" : "";
    if (failover.path("gapMs").asDouble() > 0) {
      return "gap %.1f ms%s%s".formatted(failover.path("gapMs").asDouble(), bound, mark);
    }
    if (failover.path("overlapMs").isNumber()) {
      return "overlap %.1f ms%s%s".formatted(failover.path("overlapMs").asDouble(), bound, mark);
    }
    return "-" + mark;
  }

  private static String texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String faults(JsonNode faulty) {
    String names = texts(faulty.path("faults"));
    return names.isEmpty() ? "" : " (" + names + ")";
  }

  private static String instancesIn(JsonNode router, String state) {
    var names =
        StreamSupport.stream(router.path("instances").spliterator(), false)
            .filter(instance -> instance.path("state").asText().equals(state))
            .map(instance ->
                instance.path("node").asText()
                    + (instance.path("held").asBoolean() ? " (held)" : "")
                    + faults(instance)
                    + (instance.path("known").asBoolean() ? "" : "?"))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "-" : names;
  }
}
