package dev.baton.controller.api;

import static dev.baton.controller.Cluster.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Cluster;
import dev.baton.events.NodeEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class LiveFeedTest {
  private final Cluster cluster;

  LiveFeedTest(@TempDir Path directory) {
    this.cluster = Cluster.start(directory);
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  /** One message of the stream. */
  private record Message(String id, String event, JsonObject data) {}

  /** A client that keeps what it hears. */
  private final class Listener {
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder rest = new StringBuilder();
    private final HttpClient client;

    Listener(Vertx vertx, String query, String lastEventId) {
      client = vertx.createHttpClient();
      client
          .request(HttpMethod.GET, cluster.port(), "127.0.0.1", "/api/v1/stream" + query)
          .compose(request -> {
            if (!lastEventId.isEmpty()) {
              request.putHeader("Last-Event-ID", lastEventId);
            }
            // Here, on the client's event loop: what has passed by is never heard of.
            return request
                .send()
                .onSuccess(response -> response.handler(chunk -> take(chunk.toString())));
          });
    }

    private void take(String text) {
      rest.append(text);
      int end = rest.indexOf("\n\n");
      while (end >= 0) {
        read(rest.substring(0, end));
        rest.delete(0, end + 2);
        end = rest.indexOf("\n\n");
      }
    }

    private void read(String block) {
      var id = "";
      var event = "";
      var data = "{}";
      for (String line : block.split("\n", -1)) {
        int colon = line.indexOf(": ");
        switch (line.substring(0, Math.max(0, colon))) {
          case "id" -> id = line.substring(colon + 2);
          case "event" -> event = line.substring(colon + 2);
          case "data" -> data = line.substring(colon + 2);
          default -> {}
        }
      }
      heard.add(new Message(id, event, new JsonObject(data)));
    }

    List<Message> events() {
      return heard.stream().filter(message -> message.event().equals("event")).toList();
    }

    List<Long> seqs() {
      return events().stream().map(message -> message.data().getLong("seq")).toList();
    }

    void waitFor(int count) {
      until(count + " events, not " + events().size(), () -> events().size() >= count);
    }

    void close() {
      Cluster.await(client.close());
    }
  }

  private void nodeStarts(String name) {
    var agent = cluster.agent(name);
    agent.happens(new NodeEvent.Started("engine", "test", 1));
    agent.connectAndShip();
  }

  @Test
  void aFreshStreamSaysHelloAndThenWhatHappens(Vertx vertx) {
    var listener = new Listener(vertx, "", "");
    until("hello", () -> !listener.heard.isEmpty());
    var hello = listener.heard.getFirst();
    assertEquals("hello", hello.event());
    assertEquals("controller", hello.data().getString("controller"));
    assertEquals(1, hello.data().getLong("asOfSeq"));
    nodeStarts("a");
    listener.waitFor(2);
    assertEquals(List.of(2L, 3L), listener.seqs());
    var first = listener.events().getFirst();
    assertEquals("node.connected", first.data().getString("type"));
    assertEquals(first.id(), first.data().getString("cursor"));
  }

  @Test
  void aBrokenStreamGoesOnWithoutAHoleOrADouble(Vertx vertx) {
    var first = new Listener(vertx, "", "");
    until("hello", () -> !first.heard.isEmpty());
    nodeStarts("a");
    first.waitFor(2);
    first.close();
    nodeStarts("b");
    var last = first.events().getLast();
    var second = new Listener(vertx, "", last.id());
    nodeStarts("c");
    second.waitFor(4);
    var all = new ArrayList<>(first.seqs());
    all.addAll(second.seqs());
    assertEquals(List.of(2L, 3L, 4L, 5L, 6L, 7L), all);
  }

  @Test
  void aCursorInTheQueryDoesTheSame(Vertx vertx) {
    nodeStarts("a");
    var start = cluster.get("/api/v1/events/1").json().getString("cursor");
    var listener = new Listener(vertx, "?after=" + start, "");
    listener.waitFor(2);
    assertEquals(List.of(2L, 3L), listener.seqs().subList(0, 2));
  }

  @Test
  void aCursorOfAnotherLogIsAReset(Vertx vertx) {
    var listener = new Listener(vertx, "?after=AAAAAAAAAAAAAAAAAAAAAQ", "");
    until("reset", () -> !listener.heard.isEmpty());
    assertEquals("reset", listener.heard.getFirst().event());
  }

  @Test
  void onlyTheTypesThatWereAskedForCome(Vertx vertx) {
    var listener = new Listener(vertx, "?types=node.started", "");
    until("hello", () -> !listener.heard.isEmpty());
    nodeStarts("a");
    nodeStarts("b");
    listener.waitFor(2);
    assertTrue(
        listener.events().stream()
            .allMatch(message -> message.data().getString("type").equals("node.started")));
  }
}
