package dev.baton.vrrp;

import static dev.baton.vrrp.Scenario.ABOVE;
import static dev.baton.vrrp.Scenario.BELOW;
import static dev.baton.vrrp.Scenario.ME;
import static dev.baton.vrrp.Scenario.MILLI;
import static dev.baton.vrrp.Scenario.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import dev.baton.events.Priority;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Authentication;
import org.junit.jupiter.api.Test;

/** RFC 9568 sections 6.4.1 and 6.4.2. */
class BackupTest {

  @Test
  void startupListensFirst() {
    var router = Scenario.backup(100).expect(InstanceState.BACKUP, Cause.STARTUP, "Moved");
    assertEquals(3_609_375_000L, router.downNanos());
  }

  @Test
  void theOwnerIsActiveAtOnce() {
    Scenario.backup(255).expect(InstanceState.ACTIVE, Cause.ADDRESS_OWNER, "Add Send FIRST Moved");
  }

  @Test
  void anOwnerThatWaitsBeginsAsABackupAndPreempts() {
    var config = Scenario.config(255);
    var waiting =
        config.withElection(
            new RouterConfig.Election(
                config.election().priority(),
                true,
                0,
                RouterConfig.Conformance.RFC_9568.withOwnerThatWaits(true)));
    var router = new Scenario(waiting).on(new Input.Startup());
    router.expect(InstanceState.BACKUP, Cause.STARTUP, "Moved");
    router.hears(254, ABOVE);
    router.tick().expect(InstanceState.ACTIVE, Cause.ADDRESS_OWNER, "Add Send FIRST Moved");
    new Scenario(waiting)
        .on(new Input.Startup())
        .tick()
        .expect(InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED, "Add Send FIRST Moved");
  }

  @Test
  void nothingHappensBeforeStartup() {
    var router = new Scenario(Scenario.config(255));
    var before = router.state();
    router.hears(100, ABOVE).expectStay(InstanceState.INITIALIZE, "");
    assertEquals(before, router.state());
    assertTrue(VirtualRouter.nextDeadlineNanos(router.state()).isEmpty());
  }

  @Test
  void backupTakesOverWhenTheActiveFallsSilent() {
    var router = Scenario.backup(100).after(SECOND).hears(200, ABOVE).tick();
    router.expect(InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED, "Add Send FIRST Moved");
    assertEquals("192.0.2.200", router.evidence("peer"));
    assertEquals("200", router.evidence("peerPriority"));
    assertEquals("3609375000", router.evidence("peerHeardNanosAgo"));
    assertEquals("0", router.evidence("timerDueNanosAgo"));
  }

  @Test
  void aLateTickSaysHowLateItWas() {
    var router = Scenario.backup(100);
    router.after(router.downNanos() + 5 * MILLI).on(new Input.Tick());
    assertEquals("5000000", router.evidence("timerDueNanosAgo"));
  }

  @Test
  void backupTakesOverAfterSkewTimeWhenTheActiveResigns() {
    var router = Scenario.backup(100).hears(200, ABOVE).after(SECOND).hears(0, ABOVE);
    assertEquals(609_375_000L, router.downNanos());
    router.tick().expect(InstanceState.ACTIVE, Cause.ACTIVE_RESIGNED, "Add Send FIRST Moved");
  }

  @Test
  void aResignationSetsTheTimerEvenIfLessWasLeft() {
    var router = Scenario.backup(100).after(3_600 * MILLI).hears(0, ABOVE);
    assertEquals(609_375_000L, router.downNanos());
  }

  @Test
  void anActiveHeardAfterAResignationCountsAgain() {
    var router = Scenario.backup(100).hears(0, BELOW).hears(200, ABOVE).tick();
    assertEquals(Cause.ACTIVE_DOWN_TIMER_EXPIRED, router.transition().cause());
  }

  @Test
  void lowerOnesAreIgnoredUntilTheTimerRunsOut() {
    var router = Scenario.backup(100);
    long dueNanos = router.backup().activeDown().atNanos();
    for (int count = 0; count < 3; count++) {
      router.after(SECOND).hears(50, ABOVE, new Centiseconds(4095));
      assertEquals(dueNanos, router.backup().activeDown().atNanos());
      assertEquals(Centiseconds.ONE_SECOND, router.backup().activeDown().activeInterval());
    }
    router.tick().expect(InstanceState.ACTIVE, Cause.PREEMPTED_LOWER, "Add Send FIRST Moved");
  }

  @Test
  void withoutPreemptionLowerOnesAreAcceptedAndTheirIntervalLearned() {
    var router = new Scenario(Scenario.nopreempt(100)).on(new Input.Startup());
    router.hears(50, BELOW, new Centiseconds(200));
    assertEquals(6 * SECOND + 156 * 2 * SECOND / 256, router.downNanos());
    router.tick();
    assertEquals(Cause.ACTIVE_DOWN_TIMER_EXPIRED, router.transition().cause());
  }

  @Test
  void equalPriorityIsAcceptedWhateverTheAddress() {
    var router = Scenario.backup(100).after(SECOND).hears(100, BELOW);
    assertEquals(3_609_375_000L, router.downNanos());
  }

  @Test
  void version3LearnsTheIntervalAndScalesTheSkew() {
    var router = Scenario.backup(100).hears(200, ABOVE, new Centiseconds(4095));
    assertEquals(3 * 40_950 * MILLI + 156 * 40_950 * MILLI / 256, router.downNanos());
    router.hears(0, ABOVE);
    assertEquals(156 * 40_950 * MILLI / 256, router.downNanos());
  }

  @Test
  void backupWaitsToTheLastNanosecond() {
    var router = Scenario.backup(100).after(3_609_374_999L).on(new Input.Tick());
    router.expectStay(InstanceState.BACKUP, "");
    router.after(1).on(new Input.Tick());
    assertEquals(InstanceState.ACTIVE, router.reported());
  }

  /** Only a router whose interval was ours is accepted; ours may have changed since. */
  @Test
  void version2NeverLearnsAnInterval() {
    var config = Scenario.config(VrrpVersion.V2, RouterConfig.Election.of(new Priority(100)));
    var slower =
        RouterConfig.Protocol.of(VrrpVersion.V2, Scenario.VRID, Centiseconds.ofSeconds(10));
    var router = new Scenario(config).on(new Input.Startup()).hears(200, ABOVE);
    assertEquals(3_609_375_000L, router.downNanos());
    router.on(new Input.Reconfigured(config.withProtocol(slower))).on(new Input.HoldPlaced());
    assertEquals(30 * SECOND + 255 * SECOND / 256, router.downNanos());
  }

  @Test
  void afterBecomingActiveOurOwnIntervalCounts() {
    var router = Scenario.backup(100).hears(200, ABOVE, new Centiseconds(4095)).tick();
    assertEquals(router.nowNanos() + SECOND, router.active().nextAdvertAtNanos());
  }

  @Test
  void theTimerCountsFromWhenTheAdvertArrived() {
    var router = Scenario.backup(100).after(2 * SECOND);
    var advertisement =
        Advertisement.of(
            VrrpVersion.V3,
            Scenario.VRID,
            new Priority(200),
            Centiseconds.ONE_SECOND,
            Scenario.ADDRESSES);
    router.on(new Input.AdvertisementReceived(advertisement, ABOVE, router.nowNanos() - SECOND));
    assertEquals(2_609_375_000L, router.downNanos());
  }

  @Test
  void aDelayedPreemptionPutsUpWithLowerOnesForTheDelay() {
    var election =
        new RouterConfig.Election(
            new Priority(100), true, 5 * SECOND, RouterConfig.Conformance.RFC_9568);
    var router = new Scenario(Scenario.config(VrrpVersion.V3, election)).on(new Input.Startup());
    for (int count = 0; count < 5; count++) {
      router.after(SECOND).hears(50, BELOW);
      assertEquals(3_609_375_000L, router.downNanos(), "advert " + count);
    }
    long dueNanos = router.backup().activeDown().atNanos();
    router.after(SECOND).hears(50, BELOW).after(SECOND).hears(50, BELOW);
    assertEquals(dueNanos, router.backup().activeDown().atNanos());
    router.tick();
    assertEquals(Cause.PREEMPT_DELAY_ELAPSED, router.transition().cause());
  }

  @Test
  void aHigherOneStopsThePreemptionDelay() {
    var election =
        new RouterConfig.Election(
            new Priority(100), true, 5 * SECOND, RouterConfig.Conformance.RFC_9568);
    var router = new Scenario(Scenario.config(VrrpVersion.V3, election)).on(new Input.Startup());
    router.hears(50, BELOW);
    assertTrue(router.backup().preemptAt().isSet());
    router.hears(150, ABOVE);
    assertFalse(router.backup().preemptAt().isSet());
  }

  @Test
  void theOwnerPreemptsWhateverTheMode() {
    var router =
        new Scenario(Scenario.nopreempt(255))
            .on(new Input.Startup())
            .on(new Input.Stalled(10 * SECOND));
    long dueNanos = router.backup().activeDown().atNanos();
    router.after(SECOND).hears(200, ABOVE);
    assertEquals(dueNanos, router.backup().activeDown().atNanos());
    router.tick().expect(InstanceState.ACTIVE, Cause.ADDRESS_OWNER, "Add Send FIRST Moved");
  }

  @Test
  void aReflectionOfOurOwnResignationDoesNotHurryUs() {
    var router = Scenario.backup(100).hears(0, ME);
    assertEquals(3_609_375_000L, router.downNanos());
  }

  @Test
  void shutdownInBackupIsSilent() {
    Scenario.backup(100)
        .on(new Input.Shutdown(Cause.CONFIG_REMOVED))
        .expect(InstanceState.INITIALIZE, Cause.CONFIG_REMOVED, "Moved");
  }

  @Test
  void aPreemptingOwnerCountsItsSkewToo() {
    var router = Scenario.backup(255).on(new Input.Stalled(10 * SECOND));
    assertEquals(3 * SECOND + SECOND / 256, router.downNanos());
  }

  @Test
  void downTimerAdvertsReplaceTheThree() {
    var protocol =
        new RouterConfig.Protocol(
            VrrpVersion.V3, Scenario.VRID, new Centiseconds(1), 5, Authentication.NONE);
    var router = new Scenario(Scenario.config(200).withProtocol(protocol)).on(new Input.Startup());
    assertEquals(50 * MILLI + 56 * 10 * MILLI / 256, router.downNanos());
  }
}
