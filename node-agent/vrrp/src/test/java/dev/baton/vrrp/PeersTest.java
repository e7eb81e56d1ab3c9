package dev.baton.vrrp;

import static dev.baton.vrrp.Scenario.ABOVE;
import static dev.baton.vrrp.Scenario.BELOW;
import static dev.baton.vrrp.Scenario.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.InstanceState;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is noticed of the other routers, and which of their adverts are discarded. */
class PeersTest {
  private static final Priority HIGH = new Priority(200);

  /** When an advert of each second is overdue. */
  private static final long LATE = 3 * SECOND / 2;

  @Test
  void aRouterThatBeginsToBeHeardIsReportedOnce() {
    var router = Scenario.backup(100).hears(200, ABOVE);
    assertEquals(
        List.of(new PeerEvent.FirstHeard("192.0.2.200", HIGH, 3, 100)), router.peerEvents());
    assertTrue(router.after(SECOND).hears(200, ABOVE).peerEvents().isEmpty());
  }

  @Test
  void aRouterThatFellSilentIsReportedWithTheTakeOver() {
    var router = Scenario.backup(100).hears(200, ABOVE).tick();
    assertEquals(
        List.of(new PeerEvent.FellSilent("192.0.2.200", 3_609_375_000L)), router.peerEvents());
    assertEquals(InstanceState.ACTIVE, router.reported());
    router.hears(50, ABOVE);
    assertEquals(1, router.peerEvents().size());
  }

  @Test
  void aLoserGivesWayToUs() {
    var router = Scenario.active(100).hears(50, ABOVE).after(LATE).on(new Input.Tick());
    assertEquals(
        List.of(new PeerEvent.GaveWay("192.0.2.200", "192.0.2.30", LATE)), router.peerEvents());
    assertTrue(router.state().situation().peers().active().isEmpty());
  }

  @Test
  void aLoserGivesWayToAThirdRouter() {
    var router = Scenario.backup(50).hears(100, ABOVE).after(SECOND / 2).hears(200, BELOW);
    router.after(SECOND).on(new Input.Tick());
    assertEquals(
        List.of(new PeerEvent.GaveWay("192.0.2.200", "192.0.2.3", LATE)), router.peerEvents());
    assertEquals(InstanceState.BACKUP, router.reported());
  }

  @Test
  void aLoserGivesWayToTheBestOfThoseThatCame() {
    var third = InetAddress.ofLiteral("192.0.2.77");
    for (var last : List.of(third, BELOW)) {
      var first = last.equals(BELOW) ? third : BELOW;
      var router = Scenario.backup(50).hears(100, ABOVE).after(SECOND / 4);
      router.hears(first.equals(BELOW) ? 200 : 150, first).after(SECOND / 4);
      router.hears(last.equals(BELOW) ? 200 : 150, last).after(SECOND).on(new Input.Tick());
      assertEquals(
          List.of(new PeerEvent.GaveWay("192.0.2.200", "192.0.2.3", LATE)), router.peerEvents());
    }
  }

  @Test
  void nobodyGivesWayToOneThatWasHeardOnlyBefore() {
    var router = Scenario.backup(50).hears(200, BELOW).after(SECOND / 2).hears(100, ABOVE);
    router.after(LATE).on(new Input.Tick());
    assertTrue(
        router.peerEvents().stream().noneMatch(PeerEvent.GaveWay.class::isInstance),
        () -> router.peerEvents().toString());
  }

  @Test
  void oneHeardAtTheSameMomentCountsAsHeardSince() {
    var router = Scenario.backup(50).hears(100, ABOVE).hears(200, BELOW);
    router.after(LATE).on(new Input.Tick());
    assertTrue(
        router.peerEvents().contains(new PeerEvent.GaveWay("192.0.2.200", "192.0.2.3", LATE)),
        () -> router.peerEvents().toString());
  }

  @Test
  void ofTwoDifferencesTheOneThatWasReportedIsNotReportedAgain() {
    var router = Scenario.backup(100).after(SECOND);
    router.hears(listing("192.0.2.9", Centiseconds.ONE_SECOND), ABOVE);
    router.hears(listing("192.0.2.9", new Centiseconds(50)), ABOVE);
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "interval", "100 cs", "50 cs")),
        router.peerEvents());
  }

  @Test
  void moreStrangersThanCanBeRememberedAreNotReported() {
    var router = Scenario.backup(100).after(SECOND);
    int reported = 0;
    for (int i = 1; i <= 40; i++) {
      router.hears(
          listing("192.0.2.9", Centiseconds.ONE_SECOND), InetAddress.ofLiteral("192.0.2." + i));
      reported +=
          (int) router.peerEvents().stream().filter(PeerEvent.Mismatch.class::isInstance).count();
    }
    assertEquals(32, reported);
  }

  private static Advertisement listing(String address, Centiseconds interval) {
    return Advertisement.of(
        VrrpVersion.V3, Scenario.VRID, HIGH, interval, List.of(InetAddress.ofLiteral(address)));
  }

  @Test
  void aWinnerThatIsLateIsMissed() {
    var router = Scenario.backup(50).hears(100, BELOW).after(SECOND / 2).hears(200, ABOVE);
    router.after(SECOND / 2).hears(100, BELOW).after(SECOND).on(new Input.Tick());
    assertEquals(List.of(new PeerEvent.AdvertMissed("192.0.2.200", LATE, 0)), router.peerEvents());
  }

  @Test
  void missedAdvertsAreReportedOnceAMinuteWithTheirNumber() {
    var router = Scenario.backup(100);
    int reported = 0;
    for (int second = 0; second < 60; second += 2) {
      router.hears(200, ABOVE).after(LATE).on(new Input.Tick());
      reported += router.peerEvents().size();
      router.after(SECOND / 2);
    }
    assertEquals(1, reported);
    router.hears(200, ABOVE).after(LATE).on(new Input.Tick());
    assertEquals(List.of(new PeerEvent.AdvertMissed("192.0.2.200", LATE, 29)), router.peerEvents());
  }

  @Test
  void aMissedAdvertIsFollowedByTheSilence() {
    var router = Scenario.backup(100).hears(200, ABOVE).after(LATE).on(new Input.Tick());
    assertEquals("Missed", router.did());
    assertEquals(
        List.of(new PeerEvent.FellSilent("192.0.2.200", 3_609_375_000L)),
        router.tick().peerEvents());
  }

  @Test
  void aRouterThatResignsIsNoLongerHeard() {
    var router = Scenario.backup(100).hears(200, ABOVE).hears(0, ABOVE);
    assertEquals(List.of(new PeerEvent.FellSilent("192.0.2.200", 0)), router.peerEvents());
  }

  @Test
  void anIntervalMismatchIsAdoptedInVersion3AndReportedOnce() {
    var router = Scenario.backup(100).hears(200, ABOVE).hears(200, ABOVE, new Centiseconds(50));
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "interval", "100 cs", "50 cs")),
        router.peerEvents());
    assertTrue(router.hears(200, ABOVE, new Centiseconds(50)).peerEvents().isEmpty());
    assertEquals(1, router.hears(200, ABOVE, new Centiseconds(60)).peerEvents().size());
    assertEquals(1_500_000_000L + 156 * 500_000_000L / 256, downWith50(router));
  }

  private static long downWith50(Scenario router) {
    return router.hears(200, ABOVE, new Centiseconds(50)).downNanos();
  }

  @Test
  void anIntervalMismatchIsDiscardedInVersion2() {
    var election = RouterConfig.Election.of(new Priority(100));
    var router =
        new Scenario(Scenario.config(VrrpVersion.V2, election))
            .on(new Input.Startup())
            .after(SECOND);
    var before = router.backup().activeDown();
    router.hears(200, ABOVE, Centiseconds.ofSeconds(2));
    assertEquals(before, router.backup().activeDown());
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "interval", "100 cs", "200 cs")),
        router.peerEvents());
  }

  @Test
  void anotherAddressListIsReportedButNotDiscarded() {
    var router = Scenario.backup(100).after(SECOND);
    router.hears(
        Advertisement.of(
            VrrpVersion.V3,
            Scenario.VRID,
            HIGH,
            Centiseconds.ONE_SECOND,
            List.of(InetAddress.ofLiteral("192.0.2.9"), InetAddress.ofLiteral("192.0.2.1"))),
        ABOVE);
    assertEquals(3_609_375_000L, router.downNanos());
    assertEquals(
        new PeerEvent.Mismatch("192.0.2.200", "address-list", "192.0.2.1", "192.0.2.1,192.0.2.9"),
        router.peerEvents().getFirst());
  }

  @Test
  void theOrderOfAddressesDoesNotMatter() {
    var first = InetAddress.ofLiteral("192.0.2.1");
    var second = InetAddress.ofLiteral("192.0.2.2");
    var config = Scenario.config(100);
    var two =
        new RouterConfig(
            config.protocol(),
            config.election(),
            config.primaryAddress(),
            List.of(first, second),
            config.announcements());
    var router = new Scenario(two).on(new Input.Startup());
    router.hears(
        Advertisement.of(
            VrrpVersion.V3, Scenario.VRID, HIGH, Centiseconds.ONE_SECOND, List.of(second, first)),
        ABOVE);
    assertEquals(
        List.of(new PeerEvent.FirstHeard("192.0.2.200", HIGH, 3, 100)), router.peerEvents());
  }

  @Test
  void anotherVersionIsDiscarded() {
    var router = Scenario.active(100);
    router.hears(
        Advertisement.of(
            VrrpVersion.V2, Scenario.VRID, HIGH, Centiseconds.ONE_SECOND, Scenario.ADDRESSES),
        ABOVE);
    router.expectStay(InstanceState.ACTIVE, "");
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "version", "3", "2")), router.peerEvents());
  }

  @Test
  void anotherVridIsDiscarded() {
    Scenario.active(100)
        .hears(
            Advertisement.of(
                VrrpVersion.V3, new Vrid(52), HIGH, Centiseconds.ONE_SECOND, Scenario.ADDRESSES),
            ABOVE)
        .expectStay(InstanceState.ACTIVE, "");
  }

  @Test
  void anotherPasswordIsDiscardedAndNeverShown() {
    var protocol =
        new RouterConfig.Protocol(
            VrrpVersion.V2,
            Scenario.VRID,
            Centiseconds.ONE_SECOND,
            3,
            Authentication.password("ours"));
    var router = Scenario.active(Scenario.config(100).withProtocol(protocol));
    router.hears(
        new Advertisement(
            VrrpVersion.V2,
            Scenario.VRID,
            HIGH,
            Centiseconds.ONE_SECOND,
            Scenario.ADDRESSES,
            Authentication.password("theirs")),
        ABOVE);
    router.expectStay(InstanceState.ACTIVE, "");
    assertEquals(
        List.of(
            new PeerEvent.Mismatch(
                "192.0.2.200", "authentication", "password", "another password")),
        router.peerEvents());
    router.hears(200, ABOVE);
    assertEquals(InstanceState.BACKUP, router.reported());
  }

  @Test
  void inventedAddressesDoNotFillTheMemory() {
    var router = Scenario.backup(100);
    for (int last = 1; last < 200; last++) {
      var address = InetAddress.ofLiteral("198.51.100." + last);
      router.hears(200, address, new Centiseconds(50));
    }
    var peers = router.state().situation().peers();
    assertEquals(32, peers.active().size());
    assertEquals(32, peers.reported().size());
    router.hears(200, BELOW);
    assertEquals(3_609_375_000L, router.downNanos());
  }
}
