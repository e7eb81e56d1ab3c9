package dev.baton.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import dev.baton.events.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync groups, as two real keepalived 2.2.7 with two instances each were seen to do it. */
class SyncGroupTest {

  /** Every state that a group of two can be in, and everything that can happen to its first. */
  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BACKUP BACKUP | times out | WAITING BACKUP | ''
          BACKUP BACKUP | higher | BACKUP BACKUP | ''
          BACKUP BACKUP | lower | BACKUP BACKUP | ''
          BACKUP BACKUP | resigned | BACKUP BACKUP | ''
          BACKUP BACKUP | fault | FAULT FAULT | a:FAULT(TRACK_SCRIPT) b=FAULT
          BACKUP BACKUP | shutdown | INITIALIZE BACKUP | a:INITIALIZE(SHUTDOWN)
          BACKUP WAITING | times out | ACTIVE ACTIVE | a:ACTIVE(ACTIVE_DOWN_TIMER_EXPIRED) b=ACTIVE
          BACKUP WAITING | higher | BACKUP WAITING | ''
          BACKUP WAITING | lower | BACKUP WAITING | ''
          BACKUP WAITING | resigned | BACKUP WAITING | ''
          BACKUP WAITING | fault | FAULT FAULT | a:FAULT(TRACK_SCRIPT) b=FAULT
          BACKUP WAITING | shutdown | INITIALIZE WAITING | a:INITIALIZE(SHUTDOWN)
          WAITING BACKUP | times out | WAITING BACKUP | ''
          WAITING BACKUP | higher | BACKUP BACKUP | ''
          WAITING BACKUP | lower | WAITING BACKUP | ''
          WAITING BACKUP | resigned | WAITING BACKUP | ''
          WAITING BACKUP | fault | FAULT FAULT | a:FAULT(TRACK_SCRIPT) b=FAULT
          WAITING BACKUP | shutdown | INITIALIZE BACKUP | a:INITIALIZE(SHUTDOWN)
          ACTIVE ACTIVE | higher | BACKUP BACKUP | a:BACKUP(HIGHER_PRIORITY_ADVERT) b=BACKUP
          ACTIVE ACTIVE | lower | ACTIVE ACTIVE | ''
          ACTIVE ACTIVE | resigned | ACTIVE ACTIVE | ''
          ACTIVE ACTIVE | fault | FAULT FAULT | a:resigns a:FAULT(TRACK_SCRIPT) b:resigns b=FAULT
          ACTIVE ACTIVE | shutdown | INITIALIZE ACTIVE | a:resigns a:INITIALIZE(SHUTDOWN)
          ACTIVE ACTIVE | stall | BACKUP BACKUP | a:BACKUP(STALL_YIELD) b=BACKUP
          OWN GROUP | cleared | BACKUP BACKUP | a:BACKUP(FAULT_CLEARED) b=BACKUP
          OWN GROUP | higher | FAULT FAULT | ''
          OWN GROUP | shutdown | INITIALIZE FAULT | a:INITIALIZE(SHUTDOWN)
          GROUP OWN | fault | FAULT FAULT | ''
          GROUP OWN | cleared | FAULT FAULT | ''
          OWN OWN | cleared | FAULT FAULT | ''
          """)
  void aMembersMoveMovesTheOthers(String from, String what, String to, String did) {
    var scenario = inStates(from);
    apply(scenario, what);
    assertEquals(to, scenario.states());
    assertEquals(did, scenario.did());
  }

  private static SyncGroupScenario inStates(String states) {
    var scenario = new SyncGroupScenario().members(List.of("a", "b"));
    scenario.on("a", new Input.Startup()).on("b", new Input.Startup());
    return switch (states) {
      case "BACKUP BACKUP" -> scenario;
      case "WAITING BACKUP" -> scenario.timesOut("a");
      case "BACKUP WAITING" -> scenario.timesOut("b");
      case "ACTIVE ACTIVE" -> scenario.timesOut("a").timesOut("b");
      case "OWN GROUP" -> scenario.fault("a");
      case "GROUP OWN" -> scenario.fault("b");
      case "OWN OWN" -> scenario.fault("b").fault("a");
      default -> throw new AssertionError("no such states: " + states);
    };
  }

  private static void apply(SyncGroupScenario scenario, String what) {
    switch (what) {
      case "times out" -> scenario.timesOut("a");
      case "higher" -> scenario.hears("a", 200);
      case "lower" -> scenario.hears("a", 50);
      case "resigned" -> scenario.hears("a", 0);
      case "fault" -> scenario.fault("a");
      case "cleared" -> scenario.cleared("a");
      case "shutdown" -> scenario.on("a", new Input.Shutdown(Cause.SHUTDOWN));
      case "stall" -> scenario.on("a", new Input.Stalled(100 * Scenario.SECOND));
      default -> throw new AssertionError("no such input: " + what);
    }
  }

  @Test
  void whoFollowsSaysWhomAndWhy() {
    var scenario = inStates("ACTIVE ACTIVE").hears("a", 200);
    assertEquals(
        Map.of("group", "G", "member", "a", "memberCause", "HIGHER_PRIORITY_ADVERT"),
        scenario.lastTransition().evidence());
    scenario = inStates("BACKUP WAITING").timesOut("a");
    assertEquals("a", scenario.lastTransition().evidence().get("member"));
  }

  @Test
  void faultsOfTheGroupSayWhichMemberHasIt() {
    var scenario = inStates("ACTIVE ACTIVE").fault("a");
    assertEquals(
        Map.of("fault", "sync group G", "group", "G", "member", "a"),
        scenario.lastTransition().evidence());
    scenario.cleared("a");
    assertEquals(
        Map.of("cleared", "sync group G", "group", "G", "member", "a"),
        scenario.lastTransition().evidence());
  }

  @Test
  void theGroupLeavesFaultOnlyWhenNoMemberHasOneOfItsOwn() {
    var scenario = inStates("OWN OWN").cleared("a");
    assertEquals("FAULT FAULT", scenario.states());
    scenario.cleared("b");
    assertEquals("b:BACKUP(FAULT_CLEARED) a=BACKUP", scenario.did());
  }

  @Test
  void aFaultBeforeTheStartKeepsTheOthersInFault() {
    var scenario = new SyncGroupScenario().members(List.of("a", "b")).fault("b");
    scenario.on("a", new Input.Startup());
    assertEquals("a=FAULT", scenario.did());
  }

  @Test
  void ownersBecomeActiveTogether() {
    var owner = Scenario.config(255);
    var scenario = new SyncGroupScenario().members(List.of("a", "b"));
    scenario.on("a", new Input.Reconfigured(owner)).on("b", new Input.Reconfigured(owner));
    scenario.on("a", new Input.Startup());
    assertEquals("WAITING INITIALIZE", scenario.states());
    scenario.on("b", new Input.Startup());
    assertEquals("b:ACTIVE(ADDRESS_OWNER) a=ACTIVE", scenario.did());
    scenario.fault("a").cleared("a");
    assertEquals("ACTIVE ACTIVE", scenario.states());
  }

  @Test
  void aHandOverOfOneLeavesTheAddressesOfAllToLinger() {
    var scenario = inStates("ACTIVE ACTIVE");
    scenario.on("a", new Input.HandOverExpected(Long.MAX_VALUE)).hears("a", 200);
    assertTrue(((State.Backup) scenario.state("b")).lingerUntil().isSet());
    assertFalse(
        ((State.Backup) inStates("ACTIVE ACTIVE").hears("a", 200).state("b"))
            .lingerUntil()
            .isSet());
  }

  @Test
  void aTakeOverOfOneTakesAllOver() {
    var scenario = inStates("BACKUP BACKUP").hears("a", 100);
    var takeOver = new Input.TakeOver("c", Scenario.ABOVE, new Priority(1), Long.MAX_VALUE);
    scenario.hears("a", 1).on("a", takeOver);
    assertEquals("a:ACTIVE(HAND_OVER) b=ACTIVE", scenario.did());
  }

  @Test
  void whoWaitsListensForAnotherWhile() {
    var scenario = inStates("BACKUP BACKUP");
    long first = VirtualRouter.nextDeadlineNanos(scenario.state("a")).orElseThrow();
    long second = VirtualRouter.nextDeadlineNanos(scenario.timesOut("a").state("a")).orElseThrow();
    assertTrue(scenario.waits("a"));
    assertEquals(3_609_375_000L, second - first);
  }

  @Test
  void whoWaitsGoesWhenTheLastOtherLeavesTheGroup() {
    var scenario = inStates("WAITING BACKUP").members(List.of("a"));
    assertEquals("a=ACTIVE", scenario.did());
    assertEquals(InstanceState.ACTIVE, scenario.group().reported());
  }

  @Test
  void whoLeavesTheGroupIsFreeOfItsFault() {
    var scenario = inStates("OWN GROUP").members(List.of("a"));
    assertEquals("b=BACKUP", scenario.did());
    scenario = inStates("GROUP OWN").members(List.of("a"));
    assertEquals("a=BACKUP", scenario.did());
  }

  @Test
  void whoLeavesTheGroupNoLongerWaitsForIt() {
    assertEquals("b=ACTIVE", inStates("BACKUP WAITING").members(List.of("a")).did());
  }

  @Test
  void whoJoinsAnActiveGroupBecomesActiveOnItsOwnTimer() {
    var scenario = inStates("ACTIVE ACTIVE").members(List.of("a", "b", "c"));
    scenario.on("c", new Input.Startup());
    assertEquals("ACTIVE ACTIVE BACKUP", scenario.states());
    assertEquals(InstanceState.BACKUP, scenario.group().reported());
    assertEquals("c:ACTIVE(ACTIVE_DOWN_TIMER_EXPIRED)", scenario.timesOut("c").did());
  }

  @Test
  void theGroupIsReportedAsKeepalivedNotifiesIt() {
    assertEquals(InstanceState.BACKUP, SyncGroup.named("G").reported());
    assertEquals(InstanceState.BACKUP, inStates("WAITING BACKUP").group().reported());
    assertEquals(InstanceState.ACTIVE, inStates("ACTIVE ACTIVE").group().reported());
    assertEquals(InstanceState.FAULT, inStates("OWN GROUP").group().reported());
  }

  @Test
  void strangersAreABug() {
    var group = SyncGroup.named("G");
    var step = Step.stay(VirtualRouter.initial(Scenario.config(100)));
    assertThrows(IllegalStateException.class, () -> group.moved("x", new Input.Startup(), step));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverHappensTheMembersAreActiveTogetherOrNotAtAll(int seed) {
    var random = new Random(seed);
    var names = List.of("a", "b", "c");
    var scenario = new SyncGroupScenario().members(names);
    names.forEach(name -> scenario.on(name, new Input.Startup()));
    var steps = new ArrayList<String>();
    for (int step = 0; step < 2_000; step++) {
      var member = names.get(random.nextInt(3));
      steps.add(member);
      randomStep(scenario, member, random.nextInt(6));
      var states = names.stream().map(scenario::stateOf).distinct().toList();
      assertEquals(1, states.size(), () -> "after " + steps + ": " + scenario.states());
    }
  }

  private static void randomStep(SyncGroupScenario scenario, String member, int choice) {
    switch (choice) {
      case 0 -> scenario.hears(member, 200);
      case 1 -> scenario.hears(member, 0);
      case 2 -> scenario.hears(member, 50);
      case 3 -> scenario.fault(member);
      case 4 -> scenario.cleared(member);
      default -> {
        if (scenario.state(member) instanceof State.Backup) {
          scenario.timesOut(member);
        }
      }
    }
  }
}
