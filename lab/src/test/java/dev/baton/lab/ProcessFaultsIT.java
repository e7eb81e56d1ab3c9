package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The two processes of the agent, each killed and frozen, beside a second agent. */
@TestInstance(Lifecycle.PER_CLASS)
class ProcessFaultsIT {
  private static final List<InstanceSpec> BETTER =
      List.of(InstanceSpec.v3(51, 150), InstanceSpec.v3Ipv6(52, 150));
  private static final List<InstanceSpec> WORSE =
      BETTER.stream().map(instance -> instance.withPriority(100)).toList();
  private static final VirtualRouterKey ROUTER = BETTER.getFirst().router();
  private static final String ADDRESS = BETTER.getFirst().address();

  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agentA = BatonAgent.on(a, BETTER);
  private final BatonAgent agentB = BatonAgent.on(b, WORSE);

  @BeforeEach
  void awaitElection() {
    tap.awaitActive(a, BETTER);
    lab.await("a has its address", () -> a.holds(ADDRESS));
  }

  @AfterEach
  void compareTheLogsWithTheWire() {
    assertEquals(List.of(), LogAgainstTap.differences(agentA, BETTER, tap));
    assertEquals(List.of(), LogAgainstTap.differences(agentB, WORSE, tap));
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), a));
      assertEquals(List.of(), Tshark.faults(tap.path(), b));
    }
  }

  @Test
  void aKilledEnginesAddressesAreGoneBeforeAnotherOneRuns() {
    long killed = agentA.enginePid();
    agentA.killEngine();
    lab.await("the address is gone", () -> !a.holds(ADDRESS));
    lab.await("another engine", () -> agentA.enginePids().stream().anyMatch(p -> p != killed));
    long another = agentA.enginePid();
    lab.await("another engine says so", () -> !ofA("node.started", "pid", another).isEmpty());
    tap.awaitActive(a, BETTER);

    var deaths = ofA("node.stopped", "pid", killed);
    assertEquals("died", text(deaths.getLast().get("data"), "how"));
    long removedSeq =
        ofA("instance.vips-removed", "by", "steward").stream()
            .mapToLong(ProcessFaultsIT::seq)
            .max()
            .orElseThrow(() -> new AssertionError("the log has who took the addresses away"));
    assertTrue(
        removedSeq < seq(ofA("node.started", "pid", another).getLast()), "before another one runs");
  }

  @Test
  void aKilledStewardCostsNotOneAdvertAndNoEvent() {
    long engine = agentA.enginePid();
    long fromNanos = WallClock.nowNanos();
    agentA.steward().kill();
    // What happens while no steward is there must be in the log later.
    agentB.stop();
    awaitAdvertsOfA(5);
    agentB.start();
    agentA.start();
    awaitAdvertsOfA(3);
    assertEquals(engine, agentA.enginePid(), "the new steward finds the engine");
    assertAdvertsWithoutGapSince(fromNanos);
    assertDense(AgentLog.of("a", agentA.log()));
  }

  @Test
  void whatAnEngineDoesWithoutAStewardIsInTheLogLater() {
    long engine = agentB.enginePid();
    agentB.steward().kill();
    agentA.stop();
    tap.awaitActive(b, WORSE);
    agentB.start();
    lab.await("the new steward writes", () -> isActiveByItsLog(agentB));
    assertEquals(engine, agentB.enginePid());
    assertDense(AgentLog.of("b", agentB.log()));
    agentA.start();
  }

  @Test
  void anEngineFrozenBeyondTheDownIntervalYieldsOnWakingWithoutAnnouncing() {
    agentA.freezeEngine();
    long frozenNanos = WallClock.nowNanos();
    tap.awaitActive(b, WORSE);
    long thawedNanos = WallClock.nowNanos();
    agentA.thawEngine();
    // It cannot know that it stood still before its next advert was due, an interval at most.
    long leastNanos = thawedNanos - frozenNanos - Duration.ofMillis(1_200).toNanos();
    lab.await(
        "a says how long it stood still",
        () -> stallsOf(agentA).stream().anyMatch(nanos -> nanos > leastNanos));
    tap.awaitActive(a, BETTER);

    long againNanos =
        AgentLog.of("a", agentA.log()).transitions(ROUTER).stream()
            .filter(one -> one.toActive() && one.timeNanos() > thawedNanos)
            .findFirst()
            .orElseThrow()
            .timeNanos();
    assertEquals(
        List.of(),
        tap.announcements().stream()
            .filter(one -> one.host().equals("a") && one.timeNanos() > thawedNanos)
            .filter(one -> one.timeNanos() < againNanos - TimeUnit.MILLISECONDS.toNanos(50))
            .toList(),
        "nothing is announced before a is Active again");
  }

  @Test
  void aFrozenBackupKnowsOnWakingThatTheActiveWasThereAllTheTime() {
    lab.await("b is a Backup", () -> !isActiveByItsLog(agentB));
    int before = silencesInLogOfB();
    int stallsBefore = stallsOf(agentB).size();
    long fromNanos = WallClock.nowNanos();
    agentB.freezeEngine();
    awaitAdvertsOfA(6);
    agentB.thawEngine();
    lab.await("b says that it stood still", () -> stallsOf(agentB).size() > stallsBefore);
    awaitAdvertsOfA(5);
    int silences = silencesInLogOfB() - before;
    var state = AgentLog.of("b", agentB.log()).transitions(ROUTER).getLast().to();
    if (!tap.awaitKept(a, BETTER, fromNanos).isEmpty()) {
      assertEquals(0, silences, "no silence is invented");
      assertEquals("BACKUP", state);
    }
  }

  @Test
  void anAddressThatIsDeletedByHandComesBackAndTheLogSaysSo() {
    a.exec("ip", "address", "delete", ADDRESS + "/32", "dev", "eth0");
    lab.await("it is back", () -> a.holds(ADDRESS));
    lab.await("the log says who took it", () -> isTakenBySomebodyElse(agentA));
  }

  @Test
  void anEngineThatIsKilledTwiceIsTwoDifferentOnes() {
    long first = agentB.enginePid();
    agentB.killEngine();
    lab.await("another engine", () -> agentB.enginePids().stream().anyMatch(p -> p != first));
    long second = agentB.enginePid();
    agentB.killEngine();
    lab.await("a third engine", () -> agentB.enginePids().stream().anyMatch(p -> p != second));
    assertNotEquals(first, agentB.enginePid());
  }

  private List<JsonNode> ofA(String type, String field, Object value) {
    return AgentLog.of("a", agentA.log()).ofType(type).stream()
        .filter(envelope -> text(envelope.get("data"), field).equals(value.toString()))
        .toList();
  }

  private int silencesInLogOfB() {
    return AgentLog.of("b", agentB.log()).ofType("peer.fell-silent").size();
  }

  private static boolean isTakenBySomebodyElse(BatonAgent agent) {
    return AgentLog.of("a", agent.log()).ofType("instance.vips-removed").stream()
        .anyMatch(envelope -> "somebody else".equals(text(envelope.get("data"), "by")));
  }

  private void awaitAdvertsOfA(int count) {
    long fromNanos = WallClock.nowNanos();
    lab.await(
        count + " adverts of a",
        () ->
            tap.adverts().stream()
                    .filter(advert -> advert.host().equals("a"))
                    .filter(advert -> advert.router().equals(ROUTER))
                    .filter(advert -> advert.timeNanos() >= fromNanos)
                    .count()
                >= count);
  }

  private void assertAdvertsWithoutGapSince(long fromNanos) {
    var adverts =
        tap.adverts().stream()
            .filter(advert -> advert.host().equals("a") && advert.router().equals(ROUTER))
            .filter(advert -> advert.timeNanos() >= fromNanos)
            .toList();
    var log = AgentLog.of("a", agentA.log());
    for (int i = 1; i < adverts.size(); i++) {
      long before = adverts.get(i - 1).timeNanos();
      long now = adverts.get(i).timeNanos();
      // Half an interval late is late, where the engine was free to run; a whole one is missing.
      long limitNanos = Duration.ofMillis(1_700).toNanos() + log.stalledNanos(before, now);
      assertTrue(now - before < limitNanos, () -> "silent for " + (now - before) + " ns");
    }
  }

  private static void assertDense(AgentLog log) {
    long expected = seq(log.envelopes().getFirst());
    for (var envelope : log.envelopes()) {
      assertEquals(expected, seq(envelope));
      expected++;
    }
  }

  private static boolean isActiveByItsLog(BatonAgent agent) {
    return AgentLog.of(agent.host().name(), agent.log()).transitions(ROUTER).getLast().toActive();
  }

  private static List<Long> stallsOf(BatonAgent agent) {
    return AgentLog.of(agent.host().name(), agent.log()).ofType("node.stalled").stream()
        .map(envelope -> envelope.get("data").get("stalledNanos").asLong())
        .toList();
  }

  private static long seq(JsonNode envelope) {
    return envelope.get("nodeSeq").asLong();
  }

  private static String text(JsonNode data, String field) {
    return data.get(field).asText();
  }
}
