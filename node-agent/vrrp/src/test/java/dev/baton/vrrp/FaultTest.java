package dev.baton.vrrp;

import static dev.baton.vrrp.Scenario.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import org.junit.jupiter.api.Test;

/** Named faults, and the stall of the whole node. */
class FaultTest {

  @Test
  void aFaultInActiveResignsAndRemovesTheAddresses() {
    var router = Scenario.active(100).on(new Input.FaultRaised("web", Cause.TRACK_SCRIPT));
    router.expect(InstanceState.FAULT, Cause.TRACK_SCRIPT, "Resign Remove Moved");
    assertEquals("web", router.evidence("fault"));
  }

  @Test
  void withoutTheInterfaceThereIsNothingToResignOn() {
    Scenario.active(100)
        .on(new Input.FaultRaised("eth0", Cause.INTERFACE_DOWN))
        .expect(InstanceState.FAULT, Cause.INTERFACE_DOWN, "Remove Moved");
    Scenario.active(100)
        .on(new Input.FaultRaised("eth0", Cause.NO_PRIMARY_ADDRESS))
        .expect(InstanceState.FAULT, Cause.NO_PRIMARY_ADDRESS, "Remove Moved");
  }

  @Test
  void allFaultsHaveToGo() {
    var router =
        Scenario.backup(100)
            .on(new Input.FaultRaised("eth0", Cause.INTERFACE_DOWN))
            .on(new Input.FaultRaised("web", Cause.TRACK_SCRIPT))
            .on(new Input.FaultRaised("web", Cause.TRACK_SCRIPT))
            .expectStay(InstanceState.FAULT, "");
    router.on(new Input.FaultCleared("eth0")).expectStay(InstanceState.FAULT, "");
    router.on(new Input.FaultCleared("web"));
    router.expect(InstanceState.BACKUP, Cause.FAULT_CLEARED, "Moved");
    assertEquals("web", router.evidence("cleared"));
    assertEquals(3_609_375_000L, router.downNanos());
  }

  @Test
  void theWayBackNamesWhatCameBack() {
    Scenario.backup(100)
        .on(new Input.FaultRaised("eth0", Cause.INTERFACE_DOWN))
        .on(new Input.FaultCleared("eth0"))
        .expect(InstanceState.BACKUP, Cause.INTERFACE_UP, "Moved");
    Scenario.backup(100)
        .on(new Input.FaultRaised("eth0", Cause.NO_PRIMARY_ADDRESS))
        .on(new Input.FaultCleared("eth0"))
        .expect(InstanceState.BACKUP, Cause.PRIMARY_ADDRESS_ADDED, "Moved");
  }

  @Test
  void aFaultBeforeStartupIsReportedWithIt() {
    var router =
        new Scenario(Scenario.config(255))
            .on(new Input.FaultRaised("eth0", Cause.INTERFACE_DOWN))
            .expectStay(InstanceState.INITIALIZE, "")
            .on(new Input.Startup());
    router.expect(InstanceState.FAULT, Cause.INTERFACE_DOWN, "Moved");
    router
        .on(new Input.FaultCleared("eth0"))
        .expect(InstanceState.ACTIVE, Cause.INTERFACE_UP, "Add Send FIRST Moved");
  }

  @Test
  void shutdownEndsAFaultForGood() {
    Scenario.backup(100)
        .on(new Input.FaultRaised("web", Cause.TRACK_SCRIPT))
        .on(new Input.Shutdown(Cause.SHUTDOWN))
        .expect(InstanceState.INITIALIZE, Cause.SHUTDOWN, "Moved")
        .on(new Input.FaultCleared("web"))
        .expectStay(InstanceState.INITIALIZE, "")
        .on(new Input.Startup())
        .expect(InstanceState.BACKUP, Cause.STARTUP, "Moved");
  }

  @Test
  void anActiveThatSleptTooLongYieldsUnheard() {
    var router = Scenario.active(100).on(new Input.Stalled(3_000_000_001L));
    router.expect(InstanceState.BACKUP, Cause.STALL_YIELD, "Remove Moved");
    assertEquals(3_609_375_000L, router.downNanos());
    assertEquals("3000000001", router.evidence("stalledNanos"));
  }

  @Test
  void aSleepCountsFromTheLastAdvertThatPeersHeard() {
    Scenario.active(100)
        .after(3_000_000_001L)
        .on(new Input.Stalled(2_100_000_000L))
        .expect(InstanceState.BACKUP, Cause.STALL_YIELD, "Remove Moved");
  }

  @Test
  void aShortSleepChangesNothing() {
    Scenario.active(100).on(new Input.Stalled(3_000_000_000L)).expectStay(InstanceState.ACTIVE, "");
  }

  @Test
  void aBackupThatSleptGivesTheActiveItsFullTimeAgain() {
    var router = Scenario.backup(100).hears(200, Scenario.ABOVE).after(60 * SECOND);
    router.on(new Input.Stalled(60 * SECOND)).on(new Input.Tick());
    assertEquals(InstanceState.BACKUP, router.reported());
    assertEquals(3_609_375_000L, router.downNanos());
  }
}
