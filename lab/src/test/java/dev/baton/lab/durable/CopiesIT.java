package dev.baton.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.lab.AgentLog;
import dev.baton.lab.Await;
import dev.baton.lab.BatonAgent;
import dev.baton.lab.Command;
import dev.baton.lab.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Data directories that are lost, restored from an older copy, or damaged. */
@TestInstance(Lifecycle.PER_CLASS)
class CopiesIT {
  private final Site site = Site.start();

  @AfterEach
  void everythingIsThereAndVrrpWasNotDisturbed() {
    site.agents().forEach(site::awaitShipped);
    assertEquals("", Records.complaint(site.controllerData()));
    assertEquals(1, site.reigns("a"), "a is Active all the time");
    assertEquals(1, site.reigns("b"), "b is Active all the time");
  }

  @AfterAll
  void closeTheSite() {
    site.close();
  }

  @Test
  void aControllerFromAnOlderCopyIsFilledAgainAndObeyed() {
    var copy = copy(site.controllerData());
    for (int restart = 0; restart < 2; restart++) {
      site.controller().kill();
      site.startController();
      awaitObedience("a");
    }
    moreTransitions("a");
    site.agents().forEach(site::awaitShipped);
    site.controller().kill();
    replace(site.controllerData(), copy);
    site.startController();
    awaitObedience("a");
  }

  @Test
  void aControllerThatLostItsDirectoryIsFilledAgainAndObeyedOnceTheNodeSaysSo() {
    awaitObedience("a");
    site.controller().kill();
    Command.of("rm", "-rf", site.controllerData().toString()).check();
    site.startController();
    site.agents().forEach(site::awaitShipped);
    var refused = site.operator("node", "reload", "a");
    assertEquals(4, refused.exitCode(), refused::output);
    var said = Pattern.compile("'(#@baton cluster \\w+)'").matcher(refused.output());
    assertTrue(said.find(), refused::output);
    var configuration = site.agent("a").configuration();
    site.agent("a").reload(said.group(1) + "\n" + text(configuration));
    awaitObedience("a");
  }

  @Test
  void aDamagedControllerStopsNamesTheRepairAndIsFilledAgainAfterIt() {
    site.agents().forEach(site::awaitShipped);
    site.controller().kill();
    Records.damage(site.controllerData(), 20);
    site.startController();
    assertEquals(1, site.controller().awaitExit(Await.LIMIT));
    var said = site.controller().tail();
    assertTrue(said.contains("baton log repair --data " + site.controllerData()), said);
    assertFalse(said.contains("\tat "), said);
    new Command(Programs.log(List.of("repair", "--data", site.controllerData().toString())))
        .check();
    site.startController();
    site.agents().forEach(site::awaitShipped);
    assertTrue(Records.types(site.controllerData()).contains("EventsDropped"));
  }

  @Test
  void anAgentFromAnOlderCopyBeginsAnotherLogThatNamesTheOldOne() {
    var agent = site.agent("a");
    site.awaitShipped(agent);
    var copy = copy(agent.data());
    var older = Records.in(agent.data()).logId();
    moreTransitions("a");
    site.awaitShipped(agent);
    agent.steward().kill();
    replace(agent.data(), copy);
    agent.start();
    site.lab().await("another log", () -> !forks(agent).isEmpty());
    assertEquals(older.toString(), forks(agent).getLast().get("previousLogId").asText());
  }

  @Test
  void anAgentThatLostItsDirectorySaysWhichLogIsMissing() {
    var agent = site.agent("b");
    site.awaitShipped(agent);
    var lost = Records.in(agent.data()).logId();
    agent.steward().kill();
    Command.of("rm", "-rf", agent.data().toString()).check();
    agent.start();
    site.lab().await("it says so", () -> !forks(agent).isEmpty());
    assertEquals(lost.toString(), forks(agent).getLast().get("previousLogId").asText());
  }

  @Test
  void aDamagedAgentGoesOnInAnotherLogThatNamesTheOldOneAndTheReason() {
    var agent = site.agent("a");
    moreTransitions("a");
    var older = Records.in(agent.data()).logId();
    agent.steward().kill();
    Records.damage(agent.data(), 10);
    agent.start();
    site.lab()
        .await(
            "another log",
            () ->
                forks(agent).stream()
                    .anyMatch(fork -> fork.get("previousLogId").asText().equals(older.toString())));
    var fork = forks(agent).getFirst();
    assertEquals(9, fork.get("lastKnownSeq").asLong());
    assertTrue(fork.get("reason").asText().contains("BAD_CHECKSUM"), fork::toString);
    assertFalse(agent.steward().output().contains("\tat "), agent.steward()::output);
  }

  /** Until it does what the controller says: nothing, as its file is the same. */
  private void awaitObedience(String name) {
    site.lab()
        .await(
            name + " obeys the controller",
            () -> site.operator("node", "reload", name).exitCode() == 0);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> forks(BatonAgent agent) {
    return AgentLog.of(agent.host().name(), agent.log()).ofType("node.log-forked").stream()
        .map(envelope -> envelope.get("data"))
        .toList();
  }

  private void moreTransitions(String name) {
    var data = site.agent(name).data();
    long before = Records.lastSeq(data);
    site.makeNoise(name);
    site.lab().await("transitions", () -> Records.lastSeq(data) > before + 50);
    site.endNoise();
  }

  private static Path copy(Path data) {
    var copy = data.resolveSibling(data.getFileName() + ".copy");
    Command.of("rm", "-rf", copy.toString()).check();
    Command.of("cp", "-a", data.toString(), copy.toString()).check();
    return copy;
  }

  private static void replace(Path data, Path copy) {
    Command.of("rm", "-rf", data.toString()).check();
    Command.of("mv", copy.toString(), data.toString()).check();
  }
}
