package dev.baton.controller.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Cluster;
import dev.baton.controller.FakeAgent;
import dev.baton.controller.Story;
import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LookBackTest {
  private static final String V1 = "/api/v1";
  private static final String ROUTER = "10.77.0.0_24~ipv4~51";

  private final Cluster cluster;
  private final FakeAgent agent;

  LookBackTest(@TempDir Path directory) {
    this.cluster = Cluster.start(directory);
    this.agent = cluster.agent("a");
    agent.happens(new NodeEvent.Started("engine", "1.2.3", 7));
    agent.happens(Story.settings(new NodeName("a"), true));
    turns(InstanceState.INITIALIZE, InstanceState.ACTIVE, Cause.STARTUP);
    agent.connectAndShip();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private void turns(InstanceState from, InstanceState to, Cause cause) {
    agent.happensToInstance(
        new InstanceEvent.Transitioned(from, to, cause, new Priority(150), Map.of()));
  }

  private JsonObject get(String path) {
    var answer = cluster.get(V1 + path);
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  private String stateAt(String at) {
    var router = get("/virtual-routers/" + ROUTER + at);
    return router.getJsonArray("instances").getJsonObject(0).getString("state");
  }

  @Test
  void everyStateCanBeSeenAsItWas() {
    long seq = get("/virtual-routers").getLong("asOfSeq");
    var then = Instant.now();
    turns(InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    agent.ship(4);
    assertEquals("FAULT", stateAt(""));
    assertEquals("ACTIVE", stateAt("?at=seq:" + seq));
    assertEquals("ACTIVE", stateAt("?at=" + then));
    assertEquals("FAULT", stateAt("?at=" + Instant.now()));
    var nodes = get("/nodes?at=" + then);
    assertEquals(1, nodes.getJsonArray("items").size());
    assertEquals(then, Instant.parse(nodes.getString("asOfTime")));
    assertTrue(nodes.getLong("asOfSeq") <= seq, nodes::encode);
    assertEquals(2, get("/failovers").getJsonArray("items").size());
    assertEquals(1, get("/failovers?at=seq:" + seq).getJsonArray("items").size());
    assertEquals(seq, get("/events?order=desc&at=seq:" + seq).getLong("asOfSeq"));
    var before = get("/events?type=instance.transitioned&at=" + then).getJsonArray("items");
    assertEquals("ACTIVE", before.getJsonObject(0).getJsonObject("data").getString("to"));
    assertEquals(1, before.size());
    assertEquals(0, get("/drains?at=" + then).getJsonArray("items").size());
  }

  @Test
  void beforeTheFirstEventThereWasNothing() {
    assertEquals(0, get("/nodes?at=seq:0").getJsonArray("items").size());
    assertEquals(0, get("/virtual-routers?at=1999-01-01T00:00:00Z").getJsonArray("items").size());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "yesterday",
        "seq:",
        "seq:-1",
        "seq:999999",
        "seq:x",
        "2999-01-01T00:00:00Z",
        "2026-03-01",
        "%20",
        "2026-03-01T00:00:00+01:00",
        "-999999999-01-01T00:00:00Z"
      })
  void aTimeThatCannotBeIsAProblem(String at) {
    for (var path : new String[] {"/nodes", "/failovers", "/drains", "/events"}) {
      var answer = cluster.get(V1 + path + "?at=" + at);
      assertEquals(400, answer.status(), answer::text);
      assertEquals("bad-parameter", answer.json().getString("code"), answer::text);
    }
  }

  @Test
  void theAnswerNamesTheNewestEventInIt() throws Exception {
    var uri = URI.create("http://127.0.0.1:" + cluster.port() + V1 + "/nodes?at=seq:1");
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertEquals(List.of("1"), answer.headers().allValues("X-As-Of-Seq"));
    }
  }
}
