package dev.baton.vrrp;

import static dev.baton.vrrp.Scenario.ABOVE;
import static dev.baton.vrrp.Scenario.BELOW;
import static dev.baton.vrrp.Scenario.MILLI;
import static dev.baton.vrrp.Scenario.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.InstanceEvent.PriorityChanged;
import dev.baton.events.InstanceState;
import dev.baton.events.Priority;
import dev.baton.vrrp.Effect.Answer;
import dev.baton.vrrp.Effect.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds, take-over on command, and the linger of the one that leaves. */
class HandOverTest {

  @Test
  void aHeldActiveSaysSoAtOnceAndGoesOnServing() {
    var router = Scenario.active(100).after(MILLI).on(new Input.HoldPlaced());
    router.expectStay(InstanceState.ACTIVE, "Send Priority");
    assertEquals(new Effect.SendAdvertisement(Priority.LAST_RESORT), router.effects().getFirst());
    var changed =
        new PriorityChanged(
            new Priority(100), new Priority(1), List.of(new Contribution("hold", -99)));
    assertEquals(new Effect.Report(changed), router.effects().get(1));
    router.tick().expectStay(InstanceState.ACTIVE, "Send");
  }

  @Test
  void aHeldActiveHandsOverToAHigherOneAndLingers() {
    var router = Scenario.active(100).on(new Input.HoldPlaced()).after(MILLI).hears(50, BELOW);
    router.expect(InstanceState.BACKUP, Cause.HAND_OVER, "Silence Moved");
    assertEquals("true", router.evidence("held"));
    router.tick();
    router.expectStay(InstanceState.BACKUP, "Remove");
    assertEquals(new Effect.RemoveAddresses(Cause.HAND_OVER), router.effects().getFirst());
    assertFalse(router.backup().lingerUntil().isSet());
  }

  @Test
  void theLingerEndsInTimeForOneThatWaitsForItsSyncGroup() {
    var router = Scenario.active(100).on(new Input.HoldPlaced()).hears(50, BELOW);
    router.on(new Input.GroupReadiness("G", false));
    router.after(10 * SECOND).on(new Input.Tick());
    assertEquals(List.of("Remove"), removals(router));
    assertFalse(router.backup().lingerUntil().isSet());
    assertEquals(InstanceState.BACKUP, router.reported());
  }

  private static List<String> removals(Scenario router) {
    return router.effects().stream()
        .filter(Effect.RemoveAddresses.class::isInstance)
        .map(removal -> "Remove")
        .toList();
  }

  @Test
  void theLingerLastsOneOwnInterval() {
    var router = Scenario.active(100).on(new Input.HoldPlaced());
    router.hears(50, BELOW, new Centiseconds(4000));
    long startNanos = router.nowNanos();
    router.tick();
    assertEquals(startNanos + SECOND, router.nowNanos());
  }

  @Test
  void twoHeldOnesAreDecidedByTheAddressAndTheLoserDoesNotLinger() {
    Scenario.active(100)
        .on(new Input.HoldPlaced())
        .hears(1, ABOVE)
        .expect(InstanceState.BACKUP, Cause.TIE_BREAK_ADDRESS, "Remove Moved");
  }

  @Test
  void anExpectedLossIsAHandOver() {
    var router = Scenario.active(100);
    router.on(new Input.HandOverExpected(router.nowNanos() + SECOND));
    router
        .after(SECOND - 1)
        .hears(101, BELOW)
        .expect(InstanceState.BACKUP, Cause.HAND_OVER, "Silence Moved");
  }

  @Test
  void anExpectationRunsOut() {
    var router = Scenario.active(100);
    router.on(new Input.HandOverExpected(router.nowNanos() + SECOND));
    router
        .after(SECOND)
        .hears(101, BELOW)
        .expect(InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT, "Remove Moved");
  }

  @Test
  void aHeldBackupDoesNotPreempt() {
    var router = Scenario.backup(100).on(new Input.HoldPlaced());
    for (int count = 0; count < 20; count++) {
      router.after(SECOND).hears(1, BELOW);
      assertEquals(3 * SECOND + 255 * SECOND / 256, router.downNanos());
    }
  }

  @Test
  void aHoldStopsAPreemptionUnderWay() {
    var router = Scenario.backup(100);
    router.after(SECOND).hears(50, BELOW).after(SECOND).hears(50, BELOW);
    router.after(SECOND).hears(50, BELOW).after(SECOND / 2).on(new Input.HoldPlaced());
    assertEquals(3 * SECOND + 255 * SECOND / 256 - SECOND / 2, router.downNanos());
  }

  @Test
  void aHeldBackupTakesOverWhenNobodyElseAdvertises() {
    var router = Scenario.backup(100).on(new Input.HoldPlaced()).hears(200, ABOVE).tick();
    router.expect(InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED, "Add Send FIRST Moved");
    assertEquals("true", router.evidence("held"));
    assertEquals(new Priority(1), router.transition().priority());
  }

  @Test
  void liftingRestoresPriorityAndPreemption() {
    var router = Scenario.backup(100).on(new Input.HoldPlaced()).hears(50, BELOW);
    router.on(new Input.HoldLifted()).expectStay(InstanceState.BACKUP, "Priority");
    long dueNanos = router.backup().activeDown().atNanos();
    router.after(SECOND).hears(50, BELOW);
    assertEquals(dueNanos, router.backup().activeDown().atNanos());
    router.tick();
    assertEquals(Cause.PREEMPTED_LOWER, router.transition().cause());
    assertEquals(new Priority(100), router.transition().priority());
  }

  @Test
  void aHeldOwnerStartsInBackup() {
    new Scenario(Scenario.config(255))
        .on(new Input.HoldPlaced())
        .on(new Input.Startup())
        .expect(InstanceState.BACKUP, Cause.STARTUP, "Moved");
  }

  @Test
  void takeOverIsImmediateAndInOrder() {
    var router = Scenario.backup(100).hears(1, ABOVE).after(10 * MILLI);
    router.on(takeOver(router, 1));
    router.expect(InstanceState.ACTIVE, Cause.HAND_OVER, "Add Send FIRST Moved Applied");
    assertEquals("c1", router.evidence("commandId"));
    assertEquals("192.0.2.200", router.evidence("peer"));
  }

  @Test
  void takeOverIsRefusedWithItsReason() {
    var unheard = Scenario.backup(100);
    assertRefused(unheard, takeOver(unheard, 1), Refusal.NO_ACTIVE_HEARD);
    var late = Scenario.backup(100).hears(1, ABOVE);
    var command = takeOver(late, 1);
    assertRefused(late.after(SECOND), command, Refusal.DEADLINE_PASSED);
    var other = Scenario.backup(100).hears(1, BELOW);
    assertRefused(other, takeOver(other, 1), Refusal.ANOTHER_ACTIVE);
    var changed = Scenario.backup(100).hears(1, ABOVE).hears(90, ABOVE);
    assertRefused(changed, takeOver(changed, 1), Refusal.ANOTHER_PRIORITY);
    var stronger = Scenario.backup(100).hears(100, ABOVE);
    assertRefused(stronger, takeOver(stronger, 100), Refusal.WOULD_NOT_WIN);
    var held = Scenario.backup(100).hears(1, ABOVE).on(new Input.HoldPlaced());
    assertRefused(held, takeOver(held, 1), Refusal.HELD);
    var resigned = Scenario.backup(100).hears(1, ABOVE).hears(0, ABOVE);
    assertRefused(resigned, takeOver(resigned, 1), Refusal.ANOTHER_PRIORITY);
    var active = Scenario.active(100);
    assertRefused(active, takeOver(active, 1), Refusal.ALREADY_ACTIVE);
    var stopped = new Scenario(Scenario.config(100));
    assertRefused(stopped, takeOver(stopped, 1), Refusal.NOT_BACKUP);
  }

  @Test
  void aLingeringOneThatMustTakeOverAgainAnswersAgain() {
    var router = Scenario.active(100).on(new Input.HoldPlaced()).hears(50, BELOW);
    router.hears(0, BELOW).after(router.downNanos()).on(new Input.Tick());
    router.expect(InstanceState.ACTIVE, Cause.ACTIVE_RESIGNED, "Add Send FIRST Moved");
  }

  @Test
  void aLingeringOneThatStopsRemovesItsAddresses() {
    Scenario.active(100)
        .on(new Input.HoldPlaced())
        .hears(50, BELOW)
        .on(new Input.Shutdown(Cause.SHUTDOWN))
        .expect(InstanceState.INITIALIZE, Cause.SHUTDOWN, "Remove Moved");
  }

  private static Input.TakeOver takeOver(Scenario router, int expectedPriority) {
    return new Input.TakeOver(
        "c1", ABOVE, new Priority(expectedPriority), router.nowNanos() + SECOND);
  }

  private static void assertRefused(Scenario router, Input.TakeOver command, Refusal reason) {
    var before = router.state();
    router.on(command);
    assertEquals(before, router.state());
    assertEquals(
        List.of(new Effect.CommandAnswered("c1", new Answer.Refused(reason))), router.effects());
  }
}
