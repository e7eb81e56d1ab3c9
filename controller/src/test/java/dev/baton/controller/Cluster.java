package dev.baton.controller;

import dev.baton.controller.api.Hosts;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.log.EventLog;
import dev.baton.events.testkit.InMemoryEventLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A controller on a Unix socket for agents and a port for people, and clients of both. */
public final class Cluster implements AutoCloseable {
  /** Patience of a test: a loaded machine is slow. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final NodeName CONTROLLER = new NodeName("controller");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = vertx.createHttpClient();
  private final SocketAddress agents;
  private final EventLog log;
  private int port;
  private String deployment = "";

  private Cluster(Path directory, EventLog log) {
    this.agents = SocketAddress.domainSocketAddress(directory.resolve("agents.sock").toString());
    this.log = log;
  }

  /** A controller with an empty log, listening. */
  public static Cluster start(Path directory) {
    return start(directory, emptyLog());
  }

  /** A controller with that log, listening. */
  public static Cluster start(Path directory, EventLog log) {
    var cluster = new Cluster(directory, log);
    var settings =
        new Controller.Settings(
            "test",
            1,
            SocketAddress.inetSocketAddress(0, "127.0.0.1"),
            List.of(cluster.agents),
            Hosts.of(SocketAddress.inetSocketAddress(0, "127.0.0.1")),
            directory.resolve("snapshots"),
            (what, why) -> System.err.println(what + ": " + why),
            200_000_000L);
    var controller = new Controller(settings, log, Throwable::printStackTrace);
    cluster.deployment = await(cluster.vertx.deployVerticle(controller));
    cluster.port = await(controller.ports()).people();
    return cluster;
  }

  /** A log that is gone with the test. */
  public static EventLog emptyLog() {
    return new InMemoryEventLog(CONTROLLER, new LogId(42, 1), "boot", 1);
  }

  /** What the controller's log holds. */
  public EventLog log() {
    return log;
  }

  /** The port for people. */
  public int port() {
    return port;
  }

  /** Vert.x for clients. */
  public Vertx vertx() {
    return vertx;
  }

  /** A node's uplink. */
  public FakeAgent agent(String name) {
    return new FakeAgent(vertx, agents, new NodeName(name));
  }

  /** Asks. */
  public Answer get(String path) {
    return send(HttpMethod.GET, path, "", "");
  }

  /** Tells. */
  public Answer post(String path, String body) {
    return send(HttpMethod.POST, path, "application/json", body);
  }

  /** Asks by another name. */
  public Answer askAs(HttpMethod method, String host, String path) {
    var options =
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
            .setMethod(method)
            .setHost(host)
            .setPort(port)
            .setURI(path);
    return await(http.request(options).compose(request -> answer(request.send())));
  }

  /** To be called on the client's event loop: a body that has passed by is never heard of. */
  private static Future<Answer> answer(Future<HttpClientResponse> coming) {
    return coming.compose(response ->
        response
            .body()
            .map(bytes ->
                new Answer(
                    response.statusCode(),
                    Optional.ofNullable(response.getHeader("Content-Type")).orElse(""),
                    bytes.toString())));
  }

  /** Any request. */
  public Answer send(HttpMethod method, String path, String type, String body) {
    return await(
        http.request(method, port, "127.0.0.1", path)
            .compose(request -> {
              if (!type.isEmpty()) {
                request.putHeader("Content-Type", type);
              }
              return answer(request.send(Buffer.buffer(body)));
            }));
  }

  /** What the controller said. */
  public record Answer(int status, String type, String text) {
    /** As JSON. */
    public JsonObject json() {
      return new JsonObject(text);
    }
  }

  /** Waits until that is so. */
  public static void until(String what, Supplier<Boolean> condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.get()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted while waiting: " + what, e);
      }
    }
  }

  /** The value of a future that succeeds. */
  public static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends the controller; its log is closed then. */
  public void stop() {
    await(vertx.undeploy(deployment));
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
