package dev.baton.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.AgentLog;
import dev.baton.lab.Await;
import dev.baton.lab.LabException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Disks that fill up and get room again, under the agent's log and under the controller's. */
class FullDiskIT {
  private static final int MEBIBYTES = 48;

  private final Site site = Site.on(MEBIBYTES);

  @AfterEach
  void closeTheSite() {
    site.close();
  }

  @Test
  void anAgentGoesOnWithoutItsDiskAndSaysThenHowMuchItDropped() {
    var agent = site.agent("a");
    site.makeNoise("a");
    site.agentDisk().fill();
    site.lab().await("it says so", () -> agent.steward().output().contains("no event is written"));
    pauseForTransitions();
    site.agentDisk().empty();
    site.lab().await("it says what is missing", () -> !dropped().isEmpty());
    site.endNoise();

    var data = dropped().getFirst().get("data");
    assertTrue(data.get("droppedCount").asLong() > 10, data::toString);
    assertTrue(data.get("where").asText().contains("MiB"), data::toString);
    assertEquals(List.of(), site.differences(), "VRRP went on");
    assertEquals("", Records.complaint(agent.data()));
    assertEquals(List.of(), Records.replaced(agent.data()));
    assertFalse(agent.steward().output().contains("\tat "), agent.steward()::output);
    site.awaitShipped(agent);
  }

  @Test
  void aControllerStopsWithASentenceAndHasAllOnceThereIsRoom() {
    site.agents().forEach(site::awaitShipped);
    site.makeNoise("b");
    site.controllerDisk().fill();
    assertEquals(1, site.controller().awaitExit(Await.LIMIT));
    site.startController();
    assertEquals(1, site.controller().awaitExit(Await.LIMIT), "there is no room yet");
    site.controllerDisk().empty();
    site.startController();
    site.endNoise();
    site.agents().forEach(site::awaitShipped);

    var said = site.controller().output();
    assertTrue(said.contains("stopped: "), said);
    assertTrue(said.contains("not started: "), said);
    assertFalse(said.contains("\tat "), said);
    assertEquals(List.of(), site.differences(), "VRRP went on");
    assertEquals("", Records.complaint(site.controllerData()));
  }

  private List<com.fasterxml.jackson.databind.JsonNode> dropped() {
    var agent = site.agent("a");
    return AgentLog.of("a", agent.log()).ofType("node.events-dropped");
  }

  /** By their number: the agent still tells the console of them. */
  private void pauseForTransitions() {
    long before = lines();
    if (!Await.holdsWithin(Await.LIMIT, () -> lines() > before + 20)) {
      throw new LabException("no transitions while the disk is full\n" + site.lab().tails());
    }
  }

  private long lines() {
    return site.agent("a").steward().output().lines().count();
  }
}
