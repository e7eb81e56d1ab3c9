package dev.baton.vrrp;

import static dev.baton.vrrp.Scenario.ABOVE;
import static dev.baton.vrrp.Scenario.BELOW;
import static dev.baton.vrrp.Scenario.ME;
import static dev.baton.vrrp.Scenario.MILLI;
import static dev.baton.vrrp.Scenario.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.InstanceState;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 9568 section 6.4.3. */
class ActiveTest {

  @Test
  void activeAdvertisesEveryInterval() {
    var router = Scenario.active(100);
    long firstNanos = router.nowNanos();
    router.tick().expectStay(InstanceState.ACTIVE, "Send");
    assertEquals(firstNanos + SECOND, router.nowNanos());
    router.tick().expectStay(InstanceState.ACTIVE, "Send");
    assertEquals(firstNanos + 2 * SECOND, router.nowNanos());
  }

  @Test
  void aLateTickDoesNotShiftTheRhythm() {
    var router = Scenario.active(100);
    long firstNanos = router.nowNanos();
    router.after(SECOND + 30 * MILLI).on(new Input.Tick());
    assertEquals(firstNanos + 2 * SECOND, router.active().nextAdvertAtNanos());
    router.after(3 * SECOND).on(new Input.Tick());
    assertEquals(router.nowNanos() + SECOND, router.active().nextAdvertAtNanos());
  }

  @Test
  void theSecondBurstFollowsAfterItsDelay() {
    var router = Scenario.active(100);
    router.after(5 * SECOND).on(new Input.Tick()).expectStay(InstanceState.ACTIVE, "Send SECOND");
    router.after(5 * SECOND).on(new Input.Tick()).expectStay(InstanceState.ACTIVE, "Send");
  }

  @Test
  void refreshesComeAgainAndAgain() {
    var quiet = Scenario.config(100);
    var config =
        new RouterConfig(
            quiet.protocol(),
            quiet.election(),
            quiet.primaryAddress(),
            quiet.addresses(),
            new RouterConfig.Announcements(0, 0, 1_500 * MILLI));
    var router = Scenario.active(config);
    router.tick().expectStay(InstanceState.ACTIVE, "Send");
    router.tick().expectStay(InstanceState.ACTIVE, "REFRESH");
    router.tick().expectStay(InstanceState.ACTIVE, "Send");
    router.tick().expectStay(InstanceState.ACTIVE, "Send REFRESH");
  }

  @Test
  void activeYieldsToAHigherPriority() {
    var router = Scenario.active(100).hears(101, BELOW);
    router.expect(InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT, "Remove Moved");
    assertEquals("192.0.2.3", router.evidence("peer"));
    assertEquals("100", router.evidence("ownPriority"));
  }

  @Test
  void activeYieldsEvenWithoutPreemption() {
    Scenario.active(Scenario.nopreempt(100))
        .hears(101, BELOW)
        .expect(InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT, "Remove Moved");
  }

  @Test
  void equalPrioritiesAreDecidedByTheUnsignedAddress() {
    Scenario.active(100)
        .hears(100, ABOVE)
        .expect(InstanceState.BACKUP, Cause.TIE_BREAK_ADDRESS, "Remove Moved");
    Scenario.active(100).hears(100, BELOW).expectStay(InstanceState.ACTIVE, "Send RIVAL");
  }

  @Test
  void twoOwnersAreDecidedByTheAddressToo() {
    Scenario.backup(255)
        .hears(255, ABOVE)
        .expect(InstanceState.BACKUP, Cause.DUPLICATE_OWNER, "Remove Moved");
  }

  @Test
  void anOwnerThatIgnoresAdvertsStays() {
    var conformance = new RouterConfig.Conformance(true, false, true);
    var election = new RouterConfig.Election(Priority.OWNER, true, 0, conformance);
    new Scenario(Scenario.config(VrrpVersion.V3, election))
        .on(new Input.Startup())
        .hears(255, ABOVE)
        .expectStay(InstanceState.ACTIVE, "");
  }

  @Test
  void theWinnersIntervalIsLearnedOnYielding() {
    var router = Scenario.active(100).hears(200, ABOVE, new Centiseconds(4000));
    assertEquals(120 * SECOND + 156 * 40 * SECOND / 256, router.downNanos());
  }

  @Test
  void aLosingAdvertIsAnsweredButNotAtLineRate() {
    var router = Scenario.active(100).after(SECOND / 2);
    router.hears(50, ABOVE).expectStay(InstanceState.ACTIVE, "Send RIVAL");
    router.after(MILLI).hears(50, ABOVE).expectStay(InstanceState.ACTIVE, "");
    router.after(98 * MILLI).hears(50, ABOVE).expectStay(InstanceState.ACTIVE, "");
    router.after(MILLI).hears(50, ABOVE).expectStay(InstanceState.ACTIVE, "Send RIVAL");
  }

  @Test
  void afterARivalTheAddressesAreAnnouncedTwice() {
    var router = Scenario.active(100).after(SECOND / 2).hears(50, ABOVE);
    router.after(5 * SECOND).on(new Input.Tick());
    assertEquals("Send SECOND RIVAL_SECOND", router.did());
  }

  @Test
  void thePreviousProfileDoesNotAnswerLosingAdverts() {
    var election =
        new RouterConfig.Election(new Priority(100), true, 0, RouterConfig.Conformance.RFC_5798);
    Scenario.active(Scenario.config(VrrpVersion.V2, election))
        .hears(50, ABOVE)
        .expectStay(InstanceState.ACTIVE, "RIVAL");
  }

  @Test
  void aLastAdvertMayPrecedeYielding() {
    var election =
        new RouterConfig.Election(
            new Priority(100), true, 0, new RouterConfig.Conformance(true, true, false));
    Scenario.active(Scenario.config(VrrpVersion.V3, election))
        .hears(150, ABOVE)
        .expect(InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT, "Send Remove Moved");
  }

  @Test
  void aResignationIsAnsweredAndRestartsTheRhythm() {
    var router = Scenario.active(100).after(SECOND / 2).hears(0, ABOVE);
    router.expectStay(InstanceState.ACTIVE, "Send");
    assertEquals(router.nowNanos() + SECOND, router.active().nextAdvertAtNanos());
    router.hears(0, ABOVE).expectStay(InstanceState.ACTIVE, "");
  }

  @Test
  void ourOwnAddressIsAnAlarmAndNeverAnAnswer() {
    var router = Scenario.active(100).hears(100, ME);
    router.expectStay(InstanceState.ACTIVE, "");
    assertEquals(
        List.of(
            new PeerEvent.Mismatch("192.0.2.30", "duplicate-address", "192.0.2.30", "192.0.2.30")),
        router.peerEvents());
    router.hears(200, ME).expectStay(InstanceState.ACTIVE, "");
    assertTrue(router.peerEvents().isEmpty());
  }

  @Test
  void shutdownResignsOnceAndRemovesTheAddresses() {
    Scenario.active(100)
        .on(new Input.Shutdown(Cause.SHUTDOWN))
        .expect(InstanceState.INITIALIZE, Cause.SHUTDOWN, "Resign Remove Moved")
        .on(new Input.Shutdown(Cause.SHUTDOWN))
        .expectStay(InstanceState.INITIALIZE, "");
  }

  @Test
  void aLowerPriorityByTrackingIsReportedAndStaysActive() {
    var router =
        Scenario.active(100)
            .on(new Input.TrackedPriority(List.of(new Contribution("script web", -60))));
    router.expectStay(InstanceState.ACTIVE, "Priority");
    assertEquals(new Priority(40), router.state().priority());
    router.tick();
    assertEquals(new Effect.SendAdvertisement(new Priority(40)), router.effects().getFirst());
  }

  @Test
  void trackingNeverMakesAnOwnerNorResigns() {
    var router = Scenario.active(100);
    router.on(new Input.TrackedPriority(List.of(new Contribution("up", 254))));
    assertEquals(new Priority(254), router.state().priority());
    router.on(new Input.TrackedPriority(List.of(new Contribution("down", -254))));
    assertEquals(new Priority(1), router.state().priority());
    var owner =
        Scenario.backup(255).on(new Input.TrackedPriority(List.of(new Contribution("down", -254))));
    owner.expectStay(InstanceState.ACTIVE, "");
    assertEquals(Priority.OWNER, owner.state().priority());
  }

  @Test
  void twoClonesDoNotStorm() {
    var one = Scenario.active(100);
    one.hears(100, ME);
    for (int count = 0; count < 1_000; count++) {
      assertEquals(List.of(), one.after(MILLI).hears(100, ME).effects());
    }
  }
}
