package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.lab.Sighting.Advert;
import dev.baton.lab.Sighting.Announcement;
import java.io.IOException;
import java.net.InetAddress;
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

  @Test
  void aMistakeThatWouldRunAsSomethingElseMovesNothing() {
    var fine = InstanceSpec.configuration(FIRST);
    agentA.reload(FIRST);
    tap.awaitAdvert("the priority as before", advert -> isOfA(advert, CHANGED));
    for (var mistake : List.of("priority 1500", "prioritty 140", "garp_master_repeat x")) {
      refused(fine.replaceFirst("priority 150", mistake), mistake.split(" ", -1)[0]);
    }
    refused(fine.replaceFirst("vrrp_instance", "vrrp_instnce"), "vrrp_instnce");
    refused(fine.replaceFirst("virtual_ipaddress", "virtual_ipadress"), "virtual_ipadress");
  }

  @Test
  void whatThisHostHasNotMovesNothing() {
    var fine = InstanceSpec.configuration(FIRST);
    agentA.reload(FIRST);
    tap.awaitAdvert("the priority as before", advert -> isOfA(advert, CHANGED));
    refused(fine.replaceFirst("interface eth0", "interface eth0O"), "eth0O");
    var more = "priority 150\n";
    refused(fine.replaceFirst(more, more + "track_interface { eth7 }\n"), "eth7");
    refused(fine.replaceFirst(more, more + "notify /nowhere/typo.sh\n"), "/nowhere/typo.sh");
  }

  @Test
  void anAddressThatIsAddedIsAnnouncedAlone() {
    agentA.reload(FIRST);
    lab.await(
        "both bursts after the election",
        () -> tap.announcements().stream().filter(this::isOfTheChanged).count() >= 10);
    int count = tap.announcements().size();
    var more = "virtual_ipaddress_excluded {\n10.77.0.252\n}";
    agentA.reload(List.of(KEPT, CHANGED.with(more)));
    lab.await("its burst", () -> tap.announcements().size() >= count + 5);
    tap.awaitAdvert("the next advert", advert -> isOfA(advert, CHANGED));
    var said = tap.announcements().stream().skip(count).map(each -> each.address()).distinct();
    assertEquals(List.of("10.77.0.252"), said.map(InetAddress::getHostAddress).toList());
    agentA.reload(FIRST);
    lab.await("it is gone", () -> !a.holds("10.77.0.252"));
  }

  private boolean isOfTheChanged(Announcement announcement) {
    return announcement.address().getHostAddress().equals(CHANGED.address());
  }

  private void refused(String wrong, String word) {
    int announcements = tap.announcements().size();
    int outputBefore = agentA.steward().output().length();
    long rejectedCount = rejected();
    agentA.reload(wrong);
    lab.await("the refusal of " + word, () -> rejected() > rejectedCount);
    var reason = AgentLog.of("a", agentA.log()).ofType("config.rejected").getLast();
    assertTrue(reason.get("data").get("errors").toString().contains(word), reason::toString);
    lab.await("and on the terminal", () -> said(outputBefore).contains("nothing is changed"));
    assertTrue(said(outputBefore).contains(word), () -> said(outputBefore));
    for (var instance : FIRST) {
      tap.awaitAdvert("the next advert of " + instance.router(), advert -> isOfA(advert, instance));
      assertTrue(a.holds(instance.address()));
      assertNoneIsMissing(instance);
    }
    assertEquals(announcements, tap.announcements().size());
  }

  private String said(int from) {
    return agentA.steward().output().substring(from);
  }

  private static boolean isOfA(Advert advert, InstanceSpec instance) {
    return advert.router().equals(instance.router())
        && advert.host().equals("a")
        && advert.priority() == instance.priority();
  }

  private void assertNoneIsMissing(InstanceSpec instance) {
    var times =
        tap.adverts().stream()
            .filter(each -> each.router().equals(instance.router()) && each.host().equals("a"))
            .map(Advert::timeNanos)
            .toList();
    for (int i = 1; i < times.size(); i++) {
      long gapNanos = times.get(i) - times.get(i - 1);
      assertTrue(gapNanos < 2_000_000_000L, () -> instance.router() + " paused " + gapNanos);
    }
  }

  private boolean hasResignedTheAdded() {
    return tap.adverts().stream()
        .anyMatch(advert -> advert.router().equals(ADDED.router()) && advert.resigns());
  }

  private long rejected() {
    return AgentLog.of("a", agentA.log()).ofType("config.rejected").size();
  }
}
