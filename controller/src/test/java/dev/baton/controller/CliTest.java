package dev.baton.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.api.Hosts;
import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import io.vertx.core.net.SocketAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CliTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return ControllerMain.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void aDrainWithoutAReasonIsOneSentenceAndTheUsage() {
    assertEquals(2, run("drain", "a"));
    assertEquals(2, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("Usage: baton drain NODE... -m MESSAGE"), err::toString);
  }

  @Test
  void whatASilentNodeLastSaidIsMarked(@TempDir Path directory) {
    try (var cluster = Cluster.start(directory)) {
      var agent = cluster.agent("a");
      agent.happens(new NodeEvent.Started("engine", "1.2.3", 7));
      agent.happens(Story.settings(new NodeName("a"), true));
      agent.happensToInstance(
          new InstanceEvent.Transitioned(
              InstanceState.BACKUP,
              InstanceState.ACTIVE,
              Cause.STARTUP,
              new Priority(150),
              Map.of()));
      agent.connectAndShip();
      agent.disconnect();
      Cluster.until("silent", () -> cluster.get("/api/v1/nodes").text().contains("SILENT"));
      run("status", "--server", "http://127.0.0.1:" + cluster.port());
    }
    assertTrue(out.toString().contains("RUNNING?"), out::toString);
    assertTrue(out.toString().contains("1? active"), out::toString);
    assertTrue(out.toString().matches("(?s).*UNKNOWN +a\\? .*"), out::toString);
  }

  @Test
  void whatWasCanBeAskedFor(@TempDir Path directory) {
    try (var cluster = Cluster.start(directory)) {
      var agent = cluster.agent("a");
      agent.happens(new NodeEvent.Started("engine", "1.2.3", 7));
      agent.connectAndShip();
      var server = "http://127.0.0.1:" + cluster.port();
      assertEquals(0, run("node", "list", "--server", server, "--at", "seq:0"));
      assertTrue(err.toString().contains("before the first event"), err::toString);
      assertEquals("", out.toString().replaceAll("NODE .*\\R", ""));
      assertEquals(0, run("node", "list", "--server", server, "--at", "0s", "-o", "json"));
      assertTrue(out.toString().contains("\"node\" : \"a\""), out::toString);
      assertEquals(2, run("status", "--server", server, "--at", "soon"));
      assertTrue(err.toString().contains("--at: 'soon' is no time"), err::toString);
    }
  }

  @Test
  void whereAnInstanceIsInFaultAllThatIsWrongIsNamed(@TempDir Path directory) {
    try (var cluster = Cluster.start(directory)) {
      var agent = cluster.agent("a");
      agent.happens(new NodeEvent.Started("engine", "1.2.3", 7));
      agent.happens(Story.settings(new NodeName("a"), true));
      agent.happensToInstance(
          new InstanceEvent.Transitioned(
              InstanceState.BACKUP,
              InstanceState.FAULT,
              Cause.INTERFACE_DOWN,
              new Priority(150),
              Map.of("fault", "interface eth0 down")));
      agent.happensToInstance(
          new InstanceEvent.FaultsChanged(
              List.of("track_script chk", "interface eth0 down"),
              List.of("track_script chk"),
              List.of(),
              Cause.TRACK_SCRIPT,
              Map.of()));
      agent.connectAndShip();
      Cluster.until(
          "in Fault", () -> cluster.get("/api/v1/virtual-routers").text().contains("track_script"));
      run("status", "--server", "http://127.0.0.1:" + cluster.port());
    }
    String wrong = "(interface eth0 down, track_script chk)";
    assertTrue(out.toString().contains("1 fault " + wrong), out::toString);
    assertTrue(out.toString().contains(" a " + wrong), out::toString);
  }

  @Test
  void anAddressInUseIsNamed(@TempDir Path directory) {
    try (var cluster = Cluster.start(directory)) {
      var address = SocketAddress.inetSocketAddress(cluster.port(), "127.0.0.1");
      var settings =
          new Controller.Settings(
              "test",
              1,
              address,
              List.of(),
              Hosts.of(address),
              directory.resolve("snapshots"),
              (what, why) -> System.err.println(what + ": " + why),
              1_000_000L);
      var second = new Controller(settings, Cluster.emptyLog(), Throwable::printStackTrace);
      var deployed =
          cluster.vertx().deployVerticle(second).toCompletionStage().toCompletableFuture();
      var failure = Assertions.assertThrows(ExecutionException.class, deployed::get);
      assertTrue(failure.toString().contains("127.0.0.1:" + cluster.port()), failure::toString);
    }
  }
}
