package dev.baton.lab.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.lab.AgentLog;
import dev.baton.lab.Command;
import dev.baton.lab.InstanceSpec;
import dev.baton.lab.Lab;
import dev.baton.lab.LogAgainstTap;
import dev.baton.lab.Programs;
import dev.baton.lab.Tap;
import dev.baton.lab.stream.Stream1kHz;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Three agents and a controller: what is drained drops nothing, what is killed loses nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class FleetIT {
  private static final InstanceSpec FIRST = Fleet.instances("a").getFirst();
  private static final String ADDRESS = FIRST.address();

  private final Lab lab = Fleet.openLab();
  private final Tap tap = Tap.on(lab);
  private final Fleet fleet = Fleet.start(lab, FreePort.onLoopback());

  @BeforeEach
  void awaitElection() {
    fleet.awaitFine();
    tap.awaitActive(lab.host("a"), List.of(FIRST));
  }

  @AfterEach
  void compareTheLogsWithTheWire() {
    for (var node : List.of("a", "b", "c")) {
      assertEquals(
          List.of(),
          LogAgainstTap.differences(fleet.agent(node), Fleet.instances(node), tap),
          lab::tails);
    }
  }

  @AfterAll
  void closeTheLab() {
    try (lab) {
      tap.close();
    }
  }

  @Test
  void aDrainAndAnUndrainDropNothing() {
    try (var stream = streamTo("a", "b", "c")) {
      succeed(fleet.operator("drain", "a", "-m", "new kernel", "--yes"));
      assertFalse(tap.activesOf(FIRST.router()).contains("a"), "a is not Active");
      var tally = stream.stop();
      System.out.println("drain by hand-over: " + tally);
      assertTrue(tally.complete(), tally::toString);
    }
    try (var stream = streamTo("a", "b", "c")) {
      succeed(fleet.operator("undrain", "a"));
      tap.awaitActive(lab.host("a"), List.of(FIRST));
      var tally = stream.stop();
      System.out.println("undrain: " + tally);
      assertTrue(tally.complete(), tally::toString);
    }
  }

  @Test
  void aDrainedAgentStaysDrainedWhenItIsKilledAndIsStillTheLastSpare() {
    succeed(fleet.operator("drain", "a", "-m", "new kernel", "--yes"));
    fleet.agent("a").powerOff();
    fleet.agent("a").powerOn();
    fleet.awaitFine();
    assertFalse(tap.activesOf(FIRST.router()).contains("a"), "a is still drained");

    fleet.agent("b").powerOff();
    fleet.agent("c").powerOff();
    tap.awaitActive(lab.host("a"), Fleet.instances("a"));
    fleet.agent("b").powerOn();
    fleet.agent("c").powerOn();
    fleet.awaitFine();
    succeed(fleet.operator("undrain", "a"));
    tap.awaitActive(lab.host("a"), List.of(FIRST));
  }

  @Test
  void aDrainWithoutAnotherNodeToTakeOverIsRefused() {
    fleet.agent("b").stop();
    fleet.agent("c").stop();
    lab.await(
        "the controller knows", () -> fleet.read("/api/v1/nodes").split("SILENT", -1).length == 3);
    var answer = fleet.operator("drain", "a", "-m", "new kernel", "--yes");
    assertTrue(answer.exitCode() != 0, answer::output);
    assertEquals(Set.of("a"), tap.activesOf(FIRST.router()));
    fleet.agent("b").start();
    fleet.agent("c").start();
  }

  @Test
  void killingEitherEndOfTheUplinkLosesAndDoublesNothing() {
    for (int round = 0; round < 2; round++) {
      lab.cut(lab.host("a"));
      fleet.restartController();
      lab.mend(lab.host("a"));
      fleet.agent("a").steward().kill();
      fleet.agent("a").start();
      fleet.awaitFine();
    }
    for (var node : List.of("a", "b", "c")) {
      lab.await("the controller has all of " + node, () -> missing(node).isEmpty());
    }
    assertNothingTwice();
  }

  @Test
  void anOperatorsReloadChangesInPlaceAndAFileWithAnErrorNothing() throws IOException {
    var configuration = fleet.agent("a").configuration();
    var before = Files.readString(configuration);
    int transitionCount = transitions().size();

    Files.writeString(configuration, before.replace("priority 150", "priority 145"));
    var reloaded = fleet.operator("node", "reload", "a", "-m", "less eager");
    succeed(reloaded);
    assertTrue(reloaded.output().contains("+ priority 145"), reloaded::output);
    tap.awaitAdvert(
        "the new priority",
        advert -> advert.router().equals(FIRST.router()) && advert.priority() == 145);

    Files.writeString(configuration, before + "vrrp_instance X {\n  priority 1\n}\n");
    var refused = fleet.operator("node", "reload", "a");
    assertEquals(4, refused.exitCode(), refused::output);
    assertTrue(refused.output().contains(configuration + ":"), refused::output);
    assertTrue(refused.output().contains("error: vrrp_instance X"), refused::output);

    Files.writeString(configuration, before);
    succeed(fleet.operator("node", "reload", "a"));
    assertEquals(transitionCount, transitions().size(), "nothing moved");
    assertTheLogSaysWhoReloadedAndWhatChanged();
  }

  private List<AgentLog.Transition> transitions() {
    return AgentLog.of("a", fleet.agent("a").log()).transitions(FIRST.router());
  }

  private void assertTheLogSaysWhoReloadedAndWhatChanged() {
    var log = AgentLog.of("a", fleet.agent("a").log());
    for (var type : List.of("config.applied", "config.rejected")) {
      var said = log.ofType(type).getLast();
      assertEquals("operator", said.get("actor").get("kind").asText(), said::toString);
      assertEquals("cli", said.get("actor").get("via").asText(), said::toString);
    }
    var changes = log.ofType("config.applied").getLast().get("data").get("changes");
    assertTrue(changes.toString().contains("- priority 145"), changes::toString);
    assertEquals(
        "configuration-rejected",
        log.ofType("command.refused").getLast().get("data").get("reason").asText());
  }

  private List<String> missing(String node) {
    var wanted = identities(AgentLog.of(node, fleet.agent(node).log()).envelopes());
    wanted.removeAll(identities(controllerLog()));
    return wanted;
  }

  private void assertNothingTwice() {
    Map<String, Integer> counts = new HashMap<>();
    identities(controllerLog()).forEach(identity -> counts.merge(identity, 1, Integer::sum));
    assertEquals(List.of(), counts.entrySet().stream().filter(e -> e.getValue() > 1).toList());
  }

  private List<JsonNode> controllerLog() {
    var words = List.of("dump", "--data", fleet.controllerData().toString(), "-o", "jsonl");
    var lines = new Command(Programs.log(words)).check().lines().filter(l -> l.startsWith("{"));
    return AgentLog.of("controller", lines.toList()).envelopes();
  }

  private static List<String> identities(List<JsonNode> envelopes) {
    var identities = new ArrayList<String>();
    for (var one : envelopes) {
      identities.add(
          String.join(
              "/",
              one.get("node").asText(),
              one.get("logId").asText(),
              one.get("nodeSeq").asText(),
              one.get("type").asText()));
    }
    return identities;
  }

  private Stream1kHz streamTo(String... routers) {
    var hosts = Stream.of(routers).map(lab::host).toList();
    return Stream1kHz.from(lab.host("client"), hosts, ADDRESS);
  }

  private void succeed(Command.Result result) {
    assertEquals(0, result.exitCode(), () -> result.output() + lab.tails());
  }
}
