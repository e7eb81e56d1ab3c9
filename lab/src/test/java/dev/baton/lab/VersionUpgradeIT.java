package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.Sighting.Advert;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A virtual router goes from version 2 to version 3 while it serves (RFC 9568 section 8.4): the two
 * Baton speak both on the way, so that keepalived of either version has an Active to listen to.
 *
 * <pre>
 *   a (Baton, 254)   b (Baton, 250)    c (keepalived, 2)    d (keepalived, 1)
 *     2 ─ both ─ 3     2 ─ both ─ 3        2 ──── 3             2 ── 3
 * </pre>
 */
@TestInstance(Lifecycle.PER_CLASS)
class VersionUpgradeIT {
  private static final String BOTH = "#@baton dual_version on";
  private static final InstanceSpec V2 = InstanceSpec.v2(51, 254);
  private static final InstanceSpec V3 = InstanceSpec.v3(51, 254);
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /**
   * Of the second Baton: three intervals and its Skew_Time, which is almost an interval less than
   * those of the keepaliveds.
   */
  private static final long ACTIVE_DOWN_NANOS = 3_023_437_500L;

  private final Lab lab = Lab.open("a", "b", "c", "d");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");
  private final Host c = lab.host("c");
  private final Host d = lab.host("d");
  private final Tap tap = Tap.on(lab);

  private static List<InstanceSpec> with(InstanceSpec spec, int priority) {
    return List.of(spec.withPriority(priority));
  }

  private void upgrade(Keepalived old, int priority) {
    old.stop();
    Keepalived.on(old.host(), with(V3, priority));
    awaitAdverts("it has an Active_Down_Interval to find nobody", 3, 5);
  }

  private void awaitAdverts(String what, int version, int count) {
    long fromNanos = WallClock.nowNanos();
    Predicate<Advert> fits =
        advert -> advert.timeNanos() > fromNanos && advert.version() == version;
    lab.await(what, () -> tap.adverts().stream().filter(fits).count() >= count);
  }

  private void awaitVersions(Host host, Set<Integer> versions) {
    lab.await(
        host + " alone is Active, in versions " + versions,
        () -> {
          long fromNanos = WallClock.nowNanos() - 1_500_000_000L;
          return tap.activesOf(V3.router()).equals(Set.of(host.name()))
              && tap.adverts().stream()
                  .filter(advert -> advert.timeNanos() > fromNanos)
                  .map(Advert::version)
                  .collect(Collectors.toSet())
                  .equals(versions);
        });
  }

  @Test
  void nobodyIsLeftAloneOnTheWayFromVersion2ToVersion3() {
    var agentA = BatonAgent.on(a, with(V2, 254));
    var agentB = BatonAgent.on(b, with(V2, 250));
    awaitVersions(a, Set.of(2));
    var keepalivedC = Keepalived.on(c, with(V2, 2));
    var keepalivedD = Keepalived.on(d, with(V2, 1));
    awaitAdverts("they hear it", 2, 2);
    agentB.reload(with(V3.with(BOTH), 250));
    agentA.reload(with(V3.with(BOTH), 254));
    awaitVersions(a, Set.of(2, 3));
    upgrade(keepalivedD, 1);
    failOverAndBack(agentA);
    upgrade(keepalivedC, 2);
    agentA.reload(with(V3, 254));
    awaitVersions(a, Set.of(3));
    assertTrue(isReported(agentB), "a speaks version 3 alone");
    agentB.reload(with(V3, 250));
    agentA.stop();
    awaitVersions(b, Set.of(3));
    assertEquals(List.of(), LogAgainstTap.differences(agentA, List.of(V3), tap));
    assertEquals(List.of(), LogAgainstTap.differences(agentB, List.of(V3), tap));
    onlyTheTwoHaveServedAndWithoutAGap();
  }

  /** Version 2 and version 3 listen to the same Active, whichever of the two it is. */
  private void failOverAndBack(BatonAgent agent) {
    agent.stop();
    awaitVersions(b, Set.of(2, 3));
    agent.start();
    awaitVersions(a, Set.of(2, 3));
    agent.powerOff();
    awaitVersions(b, Set.of(2, 3));
    agent.powerOn();
    awaitVersions(a, Set.of(2, 3));
  }

  private boolean isReported(BatonAgent agent) {
    lab.await(
        "b reports that version 2 is missing",
        () ->
            AgentLog.of("b", agent.log()).ofType("peer.mismatch").stream()
                .anyMatch(
                    event -> event.get("data").get("kind").asText().equals("version-2-missing")));
    return true;
  }

  private void onlyTheTwoHaveServedAndWithoutAGap() {
    var adverts = tap.adverts().stream().filter(advert -> !advert.resigns()).toList();
    assertEquals(Set.of("a", "b"), adverts.stream().map(Advert::host).collect(Collectors.toSet()));
    for (int i = 1; i < adverts.size(); i++) {
      long gapNanos = adverts.get(i).timeNanos() - adverts.get(i - 1).timeNanos();
      assertTrue(gapNanos < ACTIVE_DOWN_NANOS + TOLERANCE.toNanos(), "a gap of " + gapNanos);
    }
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), a));
    }
  }
}
