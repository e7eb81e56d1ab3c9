package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** SIGHUP on a running agent, beside a second one: what did not change does not notice. */
@TestInstance(Lifecycle.PER_CLASS)
class ReloadIT {
  private static final InstanceSpec KEPT = InstanceSpec.v3(151, 150);
  private static final InstanceSpec CHANGED = InstanceSpec.v3(152, 150);
  private static final InstanceSpec ADDED = InstanceSpec.v2(153, 150);
  private static final List<InstanceSpec> FIRST = List.of(KEPT, CHANGED);
  private static final List<InstanceSpec> OF_B =
      List.of(KEPT.withPriority(100), CHANGED.withPriority(100));

  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agentA = BatonAgent.on(a, FIRST);
  private final BatonAgent agentB = BatonAgent.on(lab.host("b"), OF_B);

  @BeforeEach
  void awaitElection() {
    tap.awaitActive(a, FIRST);
    lab.await("b listens", () -> agentB.enginePids().size() == 1);
  }

  @AfterEach
  void theKeptInstanceHasNotNoticed() {
    var transitions = AgentLog.of("a", agentA.log()).transitions(KEPT.router());
    assertEquals(List.of("BACKUP", "ACTIVE"), transitions.stream().map(t -> t.to()).toList());
    assertEquals(List.of(), LogAgainstTap.differences(agentA, FIRST, tap));
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), a));
    }
  }

  @Test
  void aChangedPriorityIsOnTheWireWithoutAnyTransition() {
    agentA.reload(List.of(KEPT, CHANGED.withPriority(140)));
    tap.awaitAdvert(
        "an advert with the new priority",
        advert -> advert.router().equals(CHANGED.router()) && advert.priority() == 140);
    assertEquals(
        List.of("BACKUP", "ACTIVE"),
        AgentLog.of("a", agentA.log()).transitions(CHANGED.router()).stream()
            .map(t -> t.to())
            .toList());
    assertTheOrderIsThatOfTheTimes();
  }

  /** What follows from a configuration is numbered after it, and has later times. */
  private void assertTheOrderIsThatOfTheTimes() {
    lab.await("the change is in the log", () -> !priorityChanges().isEmpty());
    var log = AgentLog.of("a", agentA.log());
    var applied = log.ofType("config.applied").getLast();
    var changed = priorityChanges().getLast();
    assertTrue(number(applied) < number(changed), () -> applied + " " + changed);
    assertTrue(AgentLog.timeNanos(applied) <= AgentLog.timeNanos(changed), applied::toString);
  }

  private List<JsonNode> priorityChanges() {
    return AgentLog.of("a", agentA.log()).ofType("instance.priority-changed");
  }

  private static long number(JsonNode envelope) {
    return envelope.get("nodeSeq").asLong();
  }

  @Test
  void anAddedInstanceBeginsAndEndsWithItsLines() {
    agentA.reload(List.of(KEPT, CHANGED, ADDED));
    tap.awaitActive(a, List.of(ADDED));
    agentA.reload(FIRST);
    lab.await("priority 0", this::hasResignedTheAdded);
    lab.await("its address is gone", () -> !a.holds(ADDED.address()));
    assertEquals(
        "CONFIG_REMOVED",
        AgentLog.of("a", agentA.log()).transitions(ADDED.router()).getLast().cause());
  }

  @Test
  void aFileWithAnErrorChangesNothingAndSaysWhy() throws IOException {
    long rejectedCount = rejected();
    var wrong = InstanceSpec.configuration(FIRST).replace("priority 150", "priority 15x");
    Files.writeString(agentA.configuration(), wrong + "vrrp_instance X {\n  priority 1\n}\n");
    Signal.HUP.send(agentA.steward().pid());
    lab.await("the refusal is in the log", () -> rejected() > rejectedCount);
    lab.await("and on the terminal", () -> agentA.steward().output().contains("vrrp_instance X"));
    assertTrue(a.holds(KEPT.address()));
    agentA.reload(FIRST);
  }

  private boolean hasResignedTheAdded() {
    return tap.adverts().stream()
        .anyMatch(advert -> advert.router().equals(ADDED.router()) && advert.resigns());
  }

  private long rejected() {
    return AgentLog.of("a", agentA.log()).ofType("config.rejected").size();
  }
}
