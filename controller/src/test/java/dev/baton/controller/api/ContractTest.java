package dev.baton.controller.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.controller.Cluster;
import dev.baton.controller.drain.DrainDecider;
import dev.baton.controller.drain.Moment;
import dev.baton.controller.projection.CommitTimes;
import dev.baton.controller.projection.Image;
import dev.baton.controller.projection.Projector;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class ContractTest {
  private static JsonNode contract() throws IOException {
    try (var file = ContractTest.class.getResourceAsStream("/openapi.json")) {
      return new ObjectMapper().readTree(file);
    }
  }

  private static final class NoWrites implements Writes {
    @Override
    public Future<Void> submit(BiFunction<Image, Moment, List<Draft>> wish) {
      return Future.failedFuture("nothing is written here");
    }

    @Override
    public void say(Event event) {
      throw new AssertionError("nothing is written here: " + event);
    }
  }

  @Test
  void theTableOfRoutesAndTheContractNameTheSame(Vertx vertx) throws IOException {
    var ground =
        new HttpApi.Ground(
            new Projector(),
            Cluster.emptyLog(),
            new NoWrites(),
            new DrainDecider(1),
            new CommitTimes(),
            System::nanoTime);
    var api = new HttpApi(vertx, new HttpApi.Who("test", "controller", 1), ground, new Hosts.Any());
    var routed = new TreeSet<String>();
    for (HttpApi.Route route : api.routes()) {
      routed.add(route.method() + " " + route.path().replaceAll(":([a-z]+)", "{$1}"));
    }
    var described = new TreeSet<String>();
    contract()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertEquals(described, routed);
  }

  @Test
  void everyReferenceInTheContractLeadsSomewhere() throws IOException {
    var contract = contract();
    assertTrue(contract.path("openapi").asText().startsWith("3.1"));
    for (JsonNode reference : contract.findValues("$ref")) {
      var path = reference.asText().substring(1);
      assertTrue(!contract.at(path).isMissingNode(), () -> "no " + path);
    }
  }
}
