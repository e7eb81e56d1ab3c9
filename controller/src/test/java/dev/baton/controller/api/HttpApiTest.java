package dev.baton.controller.api;

import static dev.baton.controller.Cluster.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Cluster;
import dev.baton.controller.Story;
import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpApiTest {
  private static final String V1 = "/api/v1";
  private static final String ROUTER = "10.77.0.0_24~ipv4~51";

  private final Cluster cluster;

  HttpApiTest(@TempDir Path directory) {
    this.cluster = Cluster.start(directory);
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private void nodeIs(String name, InstanceState state) {
    var node = new NodeName(name);
    var agent = cluster.agent(name);
    agent.happens(new NodeEvent.Started("engine", "1.2.3", 7));
    agent.happens(Story.settings(node, true));
    agent.happensToInstance(
        new InstanceEvent.Transitioned(
            InstanceState.BACKUP,
            state,
            Cause.STARTUP,
            new Priority(Story.priority(node)),
            Map.of("source", Story.address(node))));
    agent.connectAndShip();
  }

  private JsonArray items(String path) {
    var answer = cluster.get(V1 + path);
    assertEquals(200, answer.status(), answer::text);
    assertTrue(answer.json().containsKey("asOfSeq"), answer::text);
    assertTrue(answer.json().containsKey("asOfCursor"), answer::text);
    return answer.json().getJsonArray("items");
  }

  private static void assertProblem(int status, String code, Cluster.Answer answer) {
    assertEquals(status, answer.status(), answer::text);
    assertEquals("application/problem+json", answer.type());
    assertEquals(code, answer.json().getString("code"));
    for (String field : List.of("type", "title", "status", "detail", "instance")) {
      assertTrue(answer.json().containsKey(field), () -> field + " in " + answer.text());
    }
  }

  @Test
  void aVirtualRouterShowsItsInstances() {
    nodeIs("a", InstanceState.ACTIVE);
    nodeIs("b", InstanceState.BACKUP);
    var router = items("/virtual-routers").getJsonObject(0);
    assertEquals(ROUTER, router.getString("id"));
    assertEquals("10.77.0.0/24", router.getString("segment"));
    assertEquals("OK", router.getString("verdict"));
    assertEquals(new JsonArray().add("10.77.0.51"), router.getJsonArray("vips"));
    assertEquals("a", router.getJsonArray("active").getJsonObject(0).getString("node"));
    var instance = router.getJsonArray("instances").getJsonObject(0);
    assertEquals("ACTIVE", instance.getString("state"));
    assertEquals(150, instance.getInteger("basePriority"));
    assertEquals("eth0", instance.getString("interface"));
    assertTrue(instance.getBoolean("known"));
    assertEquals(router, cluster.get(V1 + "/virtual-routers/" + ROUTER).json());
  }

  @Test
  void aNodeShowsItsLogAndItsEngine() {
    nodeIs("a", InstanceState.ACTIVE);
    var node = items("/nodes").getJsonObject(0);
    assertEquals("UP", node.getString("state"));
    assertEquals("NORMAL", node.getString("admin"));
    assertEquals("RUNNING", node.getString("engine"));
    assertEquals("1.2.3", node.getString("agentVersion"));
    assertEquals(3, node.getInteger("nodeSeq"));
    assertEquals(1, node.getJsonObject("counts").getInteger("active"));
    assertTrue(node.getString("lastHeardAt").matches("\\d{4}-.*T.*\\.\\d{9}Z"));
  }

  @Test
  void theFirstElectionIsListed() {
    nodeIs("a", InstanceState.ACTIVE);
    var failover = items("/failovers").getJsonObject(0);
    assertEquals(ROUTER, failover.getString("vr"));
    assertEquals("a", failover.getString("to"));
    assertEquals("f-" + failover.getLong("seq"), failover.getString("id"));
    assertTrue(failover.containsKey("from"));
  }

  @Test
  void eventsComeInPagesBothWays() {
    nodeIs("a", InstanceState.ACTIVE);
    nodeIs("b", InstanceState.BACKUP);
    var all = items("/events?limit=1000");
    var walked = new ArrayList<Long>();
    var path = "/events?limit=2";
    while (!path.isEmpty()) {
      var page = cluster.get(V1 + path).json();
      page.getJsonArray("items").forEach(event -> walked.add(((JsonObject) event).getLong("seq")));
      var next = page.getString("next");
      path = next == null ? "" : "/events?limit=2&after=" + next;
    }
    assertEquals(seqs(all), walked);
    var newest = items("/events?order=desc&limit=3");
    assertEquals(seqs(all).reversed().subList(0, 3), seqs(newest));
    var older =
        items("/events?order=desc&limit=2&before=" + newest.getJsonObject(2).getString("cursor"));
    assertEquals(seqs(all).reversed().subList(3, 5), seqs(older));
  }

  private static List<Long> seqs(JsonArray events) {
    return events.stream().map(event -> ((JsonObject) event).getLong("seq")).toList();
  }

  @Test
  void eventsAreFoundByTypeNodeAndVirtualRouter() {
    nodeIs("a", InstanceState.ACTIVE);
    nodeIs("b", InstanceState.BACKUP);
    assertEquals(2, items("/events?type=instance.transitioned").size());
    assertEquals(2, items("/events?type=config").size());
    assertEquals(3, items("/events?node=b").size());
    assertEquals(2, items("/events?vr=" + ROUTER).size());
    assertEquals(0, items("/events?type=tracker").size());
    assertEquals("controller.started", cluster.get(V1 + "/events/1").json().getString("type"));
  }

  @Test
  void aDryRunIsAPlanAndLeavesNoTrace() {
    nodeIs("a", InstanceState.ACTIVE);
    nodeIs("b", InstanceState.BACKUP);
    var before = items("/events?limit=1000").size();
    var answer = cluster.post(V1 + "/drains", "{\"node\":\"a\",\"message\":\"m\",\"dryRun\":true}");
    assertEquals(200, answer.status());
    var step = answer.json().getJsonArray("steps").getJsonObject(0);
    assertEquals("hand-over", step.getString("method"));
    assertEquals("b", step.getString("to"));
    assertEquals(before, items("/events?limit=1000").size());
  }

  @Test
  void aPlanSaysWhereNoActiveIsKnown() {
    nodeIs("a", InstanceState.FAULT);
    nodeIs("b", InstanceState.BACKUP);
    var answer = cluster.post(V1 + "/drains", "{\"node\":\"a\",\"message\":\"m\",\"dryRun\":true}");
    var step = answer.json().getJsonArray("steps").getJsonObject(0);
    assertEquals("hold-only", step.getString("method"));
    assertEquals("no Active is known here now", step.getString("detail"));
  }

  @Test
  void aDrainIsAcceptedShownAndAborted() {
    nodeIs("a", InstanceState.ACTIVE);
    nodeIs("b", InstanceState.BACKUP);
    var answer = cluster.post(V1 + "/drains", "{\"node\":\"a\",\"message\":\"new disk\"}");
    assertEquals(202, answer.status());
    var id = answer.json().getString("id");
    var drain = cluster.get(V1 + "/drains/" + id).json();
    assertEquals("DRAINING", drain.getString("state"));
    assertEquals("new disk", drain.getString("message"));
    assertEquals("DRAINING", items("/nodes").getJsonObject(0).getString("admin"));
    var again = cluster.post(V1 + "/drains", "{\"node\":\"a\",\"message\":\"again\"}");
    assertProblem(412, "drain-refused", again);
    assertEquals(
        "already-drained",
        again.json().getJsonArray("refusals").getJsonObject(0).getString("code"));
    assertEquals(202, cluster.post(V1 + "/drains/" + id + "/abort", "").status());
    assertEquals("ABORTED", cluster.get(V1 + "/drains/" + id).json().getString("state"));
    assertProblem(409, "drain-is-over", cluster.post(V1 + "/drains/" + id + "/undrain", "{}"));
  }

  @Test
  void aRefusedWriteIsAnEvent() {
    cluster.post(V1 + "/drains", "{\"node\":\"nobody\",\"message\":\"m\"}");
    until("recorded", () -> items("/events?type=operator.request-refused").size() == 1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"text\"",
        "17",
        "{\"node\":1,\"message\":\"m\"}",
        "{\"node\":\"a\"}",
        "{\"message\":\"m\"}",
        "{\"node\":\"a b\",\"message\":\"m\"}",
        "{\"node\":\"a\",\"message\":\" \"}",
        "{\"node\":\"a\",\"message\":\"m\",\"deadline\":\"soon\"}",
        "{\"node\":\"a\",\"message\":\"m\",\"holdTtl\":\"0s\"}",
        "{\"node\":\"a\",\"message\":\"m\",\"dryRun\":\"yes\"}",
        "{\"node\":\"a\",\"message\":\"m\",\"to\":\"/\"}"
      })
  void aBodyThatCannotBeUnderstoodIsAProblem(String body) {
    var answer = cluster.post(V1 + "/drains", body);
    assertEquals(400, answer.status(), answer::text);
    assertEquals("application/problem+json", answer.type());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /nope, 404, no-such-resource",
    "GET, /events/x, 400, bad-parameter",
    "GET, /events/99999, 404, unknown-event",
    "GET, /events?after=zzz, 400, bad-cursor",
    "GET, /events?order=up, 400, bad-parameter",
    "GET, /events?limit=0, 400, bad-parameter",
    "GET, /failovers?before=x, 400, bad-parameter",
    "GET, /virtual-routers/x, 404, unknown-virtual-router",
    "GET, /drains/x, 404, unknown-drain",
    "POST, /drains/x/undrain, 404, unknown-drain",
    "POST, /nodes/x/undrain, 404, unknown-node",
    "DELETE, /nodes, 405, method-not-allowed",
    "PUT, /drains, 405, method-not-allowed",
  })
  void everyErrorIsAProblem(String method, String path, int status, String code) {
    assertProblem(status, code, cluster.send(HttpMethod.valueOf(method), V1 + path, "", ""));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"GET", "POST"})
  void whatIsAskedOfAnotherHostIsRefused(String method) {
    var asked = cluster.askAs(HttpMethod.valueOf(method), "evil.example", V1 + "/drains");
    assertProblem(403, "other-host", asked);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
  void everyNameOfThisMachineIsServed(String host) {
    assertEquals(200, cluster.askAs(HttpMethod.GET, host, V1 + "/nodes").status());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\": 1,/  x}|line 2, column",
        "{\"a\"|ends too early",
        "[1]|array, not an object",
        "{} {}|line 1, column",
      })
  void whatIsWrongWithABodyIsSaidInPlainWords(String body, String what) {
    var sent = body.replace('/', '\n');
    var detail = cluster.post(V1 + "/drains", sent).json().getString("detail");
    assertTrue(detail.contains(what), detail);
    assertFalse(detail.contains("REDACTED") || detail.contains("java."), detail);
    assertFalse(detail.contains("`"), detail);
  }

  @Test
  void aFormIsNoRequest() {
    assertProblem(
        415,
        "unsupported-media-type",
        cluster.send(HttpMethod.POST, V1 + "/drains", "text/plain", "{}"));
  }

  @Test
  void aBodyThatIsTooLargeIsAProblem() {
    assertEquals(413, cluster.post(V1 + "/drains", "x".repeat(100_000)).status());
  }

  @Test
  void theVersionSaysWhoAnswers() {
    var version = cluster.get(V1 + "/version").json();
    assertEquals("test", version.getString("version"));
    assertEquals(1, version.getInteger("epoch"));
    var commits = version.getJsonObject("groupCommits");
    assertTrue(commits.getLong("count") > 0, version::encode);
    assertTrue(commits.getDouble("largestMs") > 0, version::encode);
    assertEquals(1_000, commits.getJsonArray("within").getJsonObject(4).getLong("ms"));
    assertEquals(200, cluster.get("/livez").status());
    assertEquals(200, cluster.get("/readyz").status());
    assertFalse(cluster.get("/openapi.json").json().isEmpty());
  }
}
