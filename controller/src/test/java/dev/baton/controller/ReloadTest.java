package dev.baton.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Actor;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.ConfigEvent;
import dev.baton.events.Event;
import dev.baton.events.NodeEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.uplink.Frame;
import io.vertx.core.json.JsonArray;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadTest {
  private static final String PATH = "/api/v1/nodes/a/reload";
  private static final List<String> CHANGES = List.of("vrrp_instance VI_2: new");
  private static final String ERROR = "k.conf:3:5: error: priority is '15x', allowed is 1 to 255";

  private final Cluster cluster;
  private final FakeAgent agent;

  ReloadTest(@TempDir Path directory) {
    this.cluster = Cluster.start(directory);
    this.agent = cluster.agent("a");
  }

  @BeforeEach
  void connectANode() {
    agent.happens(new NodeEvent.Started("steward", "test", 7));
    agent.connectAndShip();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  void theAnswerSaysWhatIsNewAndTheCommandWhoAskedAndWhy() {
    var answer = whileAsking(() -> cluster.post(PATH, "{\"message\":\"the new uplink\"}"), fine());
    assertEquals(200, answer.status(), answer::text);
    assertEquals(new JsonArray(CHANGES), answer.json().getJsonArray("changes"));
    assertEquals(1, answer.json().getJsonArray("warnings").size());
    assertEquals(3, answer.json().getJsonArray("eventSeqs").size());
  }

  @Test
  void whatIsWrongWithTheFileIsSaidLineByLine() {
    var answer = whileAsking(() -> cluster.post(PATH, ""), refused());
    assertEquals(412, answer.status(), answer::text);
    assertEquals("configuration-rejected", answer.json().getString("code"));
    var refusals = answer.json().getJsonArray("refusals");
    assertEquals(1, refusals.size());
    assertEquals(ERROR, refusals.getJsonObject(0).getString("detail"));
  }

  @Test
  void anyOtherRefusalIsAConflict() {
    var refusal = List.<Event>of(new CommandEvent.Refused("", "stale-epoch", "epoch 9"));
    var answer = whileAsking(() -> cluster.post(PATH, ""), refusal);
    assertEquals(409, answer.status(), answer::text);
    assertTrue(answer.text().contains("stale-epoch: epoch 9"), answer::text);
  }

  @Test
  void aNodeThatIsNotConnectedIsNotAsked() {
    agent.disconnect();
    Cluster.until("silent", () -> cluster.get("/api/v1/nodes").text().contains("SILENT"));
    var answer = cluster.post(PATH, "{}");
    assertEquals(409, answer.status(), answer::text);
    assertEquals("node-silent", answer.json().getString("code"));
  }

  @Test
  void aNodeThatDoesNotAnswerIsNotWaitedForWithoutEnd() {
    var answer = cluster.post(PATH, "{}");
    assertEquals(504, answer.status(), answer::text);
    assertEquals("not-answered", answer.json().getString("code"));
  }

  @Test
  void theCommandLineSaysWhatIsNewOrWhatIsWrong() {
    var said = whileAsking(this::commandLine, fine());
    assertEquals("0 a: in force\n  vrrp_instance VI_2: new\n  k.conf:9:1: warning: old\n", said);
    var wrong = whileAsking(this::commandLine, refused());
    assertTrue(wrong.startsWith("4 ") && wrong.contains(ERROR), wrong);
  }

  private String commandLine() {
    var out = new StringWriter();
    var writer = new PrintWriter(out);
    var server = "http://127.0.0.1:" + cluster.port();
    int exitCode =
        ControllerMain.commandLine()
            .setOut(writer)
            .setErr(writer)
            .execute("node", "reload", "a", "-m", "the new uplink", "--server", server);
    return exitCode + " " + out;
  }

  private <T> T whileAsking(Supplier<T> ask, List<Event> answers) {
    var asked = CompletableFuture.supplyAsync(ask);
    var command = command(agent.expect(Frame.CommandIssued.class));
    var issued = assertInstanceOf(CommandEvent.Issued.class, command.event());
    assertInstanceOf(Command.Reload.class, issued.command());
    var actor = assertInstanceOf(Actor.Known.class, command.envelope().actor());
    assertEquals("operator", actor.kind());
    long nextSeq = agent.log().lastSeq() + 1;
    for (var answer : answers) {
      agent.follows(named(answer, issued.commandId()), command.envelope().correlationId());
    }
    agent.ship(nextSeq);
    return asked.join();
  }

  private static Event named(Event answer, String commandId) {
    return switch (answer) {
      case CommandEvent.Applied _ -> new CommandEvent.Applied(commandId);
      case CommandEvent.Refused(var _, var reason, var detail) ->
          new CommandEvent.Refused(commandId, reason, detail);
      case Event other -> other;
    };
  }

  private static Recorded command(Frame.CommandIssued frame) {
    return assertInstanceOf(
            RecordCodec.Decoded.Ok.class, RecordCodec.decode(frame.record().toArray()))
        .recorded();
  }

  private static List<Event> fine() {
    var warnings = List.of("k.conf:9:1: warning: old");
    return List.of(
        new ConfigEvent.Applied(Sha256.ZERO, "k.conf", List.of(), warnings, CHANGES),
        new CommandEvent.Applied(""));
  }

  private static List<Event> refused() {
    return List.of(
        new ConfigEvent.Rejected("k.conf", List.of(ERROR)),
        new CommandEvent.Refused("", "configuration-rejected", "k.conf has errors"));
  }
}
