package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A segment falls into two parts, each with a router and a host, and becomes one again: meanwhile
 * both routers are Active, after it the better one is, and the hosts know where the addresses are.
 */
class SplitBrainIT {
  private static final List<InstanceSpec> BETTER = refreshed(100, 150);
  private static final List<InstanceSpec> WORSE = refreshed(100, 100);

  /** The refresh is each second; as much again for a busy machine. */
  private static final Duration ONE_REFRESH = Duration.ofSeconds(2);

  private final Lab lab = Lab.open("a", "b", "c", "d");
  private final Host better = lab.host("a");
  private final Host worse = lab.host("b");
  private final Host clientOfBetter = lab.host("c");
  private final Host clientOfWorse = lab.host("d");
  private final Tap tap = Tap.on(lab);
  private long splitNanos;

  private static List<InstanceSpec> refreshed(int vrid, int priority) {
    return InstanceSpec.ofEachKind(vrid, priority).stream()
        .map(instance -> instance.with("garp_master_refresh 1"))
        .toList();
  }

  @AfterEach
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), better), "Wireshark finds fault");
      assertEquals(List.of(), Tshark.faults(tap.path(), worse), "Wireshark finds fault");
    }
  }

  @Test
  void ofTwoBatonsTheBetterStaysAndTheOtherYields() {
    var staying = BatonAgent.on(better, BETTER);
    var yielding = BatonAgent.on(worse, WORSE);
    awaitBackup(yielding);
    splitAndHeal();
    assertStayedActive(staying);
    assertWasActiveMeanwhile(yielding);
  }

  @Test
  void batonStaysWhenKeepalivedIsWorse() {
    var agent = BatonAgent.on(better, BETTER);
    Keepalived.on(worse, WORSE);
    splitAndHeal();
    assertStayedActive(agent);
  }

  @Test
  void batonYieldsWhenKeepalivedIsBetter() {
    Keepalived.on(better, BETTER);
    var agent = BatonAgent.on(worse, WORSE);
    awaitBackup(agent);
    splitAndHeal();
    assertWasActiveMeanwhile(agent);
  }

  /** It has a part in each of the virtual routers, and is not Active for any. */
  private void awaitBackup(BatonAgent agent) {
    tap.awaitActive(better, BETTER);
    for (var instance : WORSE) {
      lab.await("a Backup for " + instance.router(), () -> isBackup(agent, instance));
    }
  }

  private static boolean isBackup(BatonAgent agent, InstanceSpec instance) {
    var told = AgentLog.of(agent.host().name(), agent.log()).transitions(instance.router());
    return !told.isEmpty() && "BACKUP".equals(told.getLast().to());
  }

  private void splitAndHeal() {
    tap.awaitActive(better, BETTER);
    splitNanos = WallClock.nowNanos();
    lab.split(better, clientOfBetter);
    for (var instance : BETTER) {
      lab.await("both are Active", () -> activesOf(instance).equals(Set.of("a", "b")));
      awaitReached(clientOfBetter, instance, better);
      awaitReached(clientOfWorse, instance, worse);
    }
    lab.heal();
    tap.awaitActive(better, BETTER);
    for (var instance : BETTER) {
      for (var client : List.of(clientOfBetter, clientOfWorse)) {
        lab.await(
            client + " has " + instance.address() + " of the better one",
            ONE_REFRESH,
            () -> isKnownAt(client, instance, better));
      }
      assertTrue(better.holds(instance.address()));
      lab.await("one has the address", () -> !worse.holds(instance.address()));
    }
  }

  private Set<String> activesOf(InstanceSpec instance) {
    return tap.activesOf(instance.router());
  }

  private void awaitReached(Host client, InstanceSpec instance, Host router) {
    lab.await(
        client + " reaches " + instance.address() + " at " + router,
        () -> client.reaches(instance.address()) && isKnownAt(client, instance, router));
  }

  private static boolean isKnownAt(Host client, InstanceSpec instance, Host router) {
    return client.exec("ip", "neigh", "show", instance.address()).contains(router.mac());
  }

  private void assertStayedActive(BatonAgent agent) {
    for (var instance : BETTER) {
      assertEquals(List.of(), storySinceSplit(agent, instance));
    }
    assertEquals(List.of(), LogAgainstTap.differences(agent, BETTER, tap));
  }

  /** With the other's unbroken time of being Active this is the overlap, from both sides. */
  private void assertWasActiveMeanwhile(BatonAgent agent) {
    for (var instance : WORSE) {
      assertEquals(
          List.of("ACTIVE for ACTIVE_DOWN_TIMER_EXPIRED", "BACKUP for HIGHER_PRIORITY_ADVERT"),
          storySinceSplit(agent, instance));
    }
    assertEquals(List.of(), LogAgainstTap.differences(agent, WORSE, tap));
  }

  private List<String> storySinceSplit(BatonAgent agent, InstanceSpec instance) {
    return AgentLog.of(agent.host().name(), agent.log()).transitions(instance.router()).stream()
        .filter(transition -> transition.timeNanos() >= splitNanos)
        .map(transition -> transition.to() + " for " + transition.cause())
        .toList();
  }
}
