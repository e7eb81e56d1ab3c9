package dev.baton.vrrp;

import static dev.baton.vrrp.Scenario.ABOVE;
import static dev.baton.vrrp.Scenario.BELOW;
import static dev.baton.vrrp.Scenario.MILLI;
import static dev.baton.vrrp.Scenario.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.InstanceState;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.RouterConfig.Dialect;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Authentication;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mode for an upgrade: version 2 beside version 3 (RFC 9568 section 8.4.2). */
class DualVersionTest {
  private static final Authentication PASSWORD = Authentication.password("secret");
  private static final Centiseconds FAST = new Centiseconds(20);

  private static RouterConfig dual(int priority, Centiseconds interval) {
    var protocol = RouterConfig.Protocol.of(VrrpVersion.V3, Scenario.VRID, interval);
    return Scenario.dual(Scenario.config(priority).withProtocol(protocol));
  }

  private static RouterConfig version2(int priority) {
    return Scenario.config(VrrpVersion.V2, RouterConfig.Election.of(new Priority(priority)));
  }

  private static RouterConfig withPassword(RouterConfig config) {
    return config.withProtocol(
        config.protocol().with(new Dialect(PASSWORD, ChecksumChoice.PSEUDO_HEADER, true)));
  }

  private static Scenario backup(RouterConfig config) {
    return new Scenario(config).on(new Input.Startup());
  }

  private static Advertisement advert(VrrpVersion version, int priority, Centiseconds interval) {
    return Advertisement.of(
        version, Scenario.VRID, new Priority(priority), interval, Scenario.ADDRESSES);
  }

  private static List<PeerEvent> mismatches(Scenario router) {
    return router.peerEvents().stream().filter(PeerEvent.Mismatch.class::isInstance).toList();
  }

  @Test
  void oneVersionIsSpokenUnlessBothAreAskedFor() {
    var alone = Scenario.config(100).advertisements(new Priority(100));
    assertEquals(List.of(advert(VrrpVersion.V3, 100, Centiseconds.ONE_SECOND)), alone);
    assertEquals(
        List.of(advert(VrrpVersion.V2, 100, Centiseconds.ONE_SECOND)),
        version2(100).advertisements(new Priority(100)));
  }

  @Test
  void bothVersionsAreSentTheNewerFirst() {
    assertEquals(
        List.of(
            advert(VrrpVersion.V3, 100, Centiseconds.ONE_SECOND),
            advert(VrrpVersion.V2, 100, Centiseconds.ONE_SECOND)),
        dual(100, Centiseconds.ONE_SECOND).advertisements(new Priority(100)));
  }

  @Test
  void version2SaysWholeSecondsAndNeverNone() {
    assertEquals(
        List.of(
            advert(VrrpVersion.V3, 0, FAST), advert(VrrpVersion.V2, 0, Centiseconds.ONE_SECOND)),
        dual(100, FAST).advertisements(Priority.RESIGN));
    var slow = dual(100, new Centiseconds(250)).protocol();
    assertEquals(new Centiseconds(200), slow.interval(VrrpVersion.V2));
    assertEquals(new Centiseconds(250), slow.interval(VrrpVersion.V3));
  }

  @Test
  void thePasswordIsThatOfVersion2Alone() {
    var sent = withPassword(Scenario.config(100)).advertisements(new Priority(100));
    assertEquals(
        List.of(Authentication.NONE, PASSWORD),
        sent.stream().map(Advertisement::authentication).toList());
  }

  @Test
  void bothVersionsAreForIpv4AndNoModeOfVersion2() {
    assertThrows(IllegalArgumentException.class, () -> Scenario.dual(version2(100)));
    var dual = Scenario.dual(Scenario.config(100));
    var ipv6 = InetAddress.ofLiteral("fe80::1");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RouterConfig(
                dual.protocol(), dual.election(), ipv6, List.of(ipv6), dual.announcements()));
  }

  @Test
  void itAdvertisesAtTheConfiguredRate() {
    var active = new Scenario(dual(100, FAST)).on(new Input.Startup()).tick();
    assertEquals(active.nowNanos() + FAST.toNanos(), active.active().nextAdvertAtNanos());
    long firstNanos = active.nowNanos();
    for (int count = 1; count <= 3; count++) {
      active.tick().expectStay(InstanceState.ACTIVE, "Send");
      assertEquals(firstNanos + count * FAST.toNanos(), active.nowNanos());
    }
  }

  @Test
  void theTimeOutFollowsTheRateThatWasAdvertised() {
    var router = backup(dual(100, FAST));
    router.hears(advert(VrrpVersion.V2, 200, Centiseconds.ofSeconds(2)), ABOVE);
    assertEquals(6 * SECOND + 156 * 2 * SECOND / 256, router.downNanos());
    router.hears(advert(VrrpVersion.V3, 200, new Centiseconds(50)), ABOVE);
    assertEquals(3 * SECOND / 2 + 156 * SECOND / 512, router.downNanos());
  }

  @Test
  void anotherIntervalOfVersion2IsReportedAndAdopted() {
    var router = backup(dual(100, FAST));
    router.hears(advert(VrrpVersion.V2, 200, Centiseconds.ONE_SECOND), ABOVE);
    assertEquals(List.of(), mismatches(router));
    router.hears(advert(VrrpVersion.V2, 200, Centiseconds.ofSeconds(2)), ABOVE);
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "interval", "100 cs", "200 cs")),
        mismatches(router));
  }

  @Test
  void version2IsIgnoredFromARouterHeardInVersion3() {
    var router = backup(Scenario.dual(Scenario.config(100)));
    router.hears(advert(VrrpVersion.V3, 200, FAST), ABOVE);
    long downNanos = router.downNanos();
    router.after(MILLI).hears(advert(VrrpVersion.V2, 200, Centiseconds.ONE_SECOND), ABOVE);
    assertEquals(downNanos - MILLI, router.downNanos());
    assertEquals(List.of(), router.peerEvents());
    router.hears(advert(VrrpVersion.V2, 0, Centiseconds.ONE_SECOND), ABOVE);
    assertEquals(downNanos - MILLI, router.downNanos());
  }

  @Test
  void version2CountsFromAnotherRouter() {
    var router = backup(Scenario.dual(Scenario.config(100)));
    router.hears(advert(VrrpVersion.V3, 200, FAST), ABOVE);
    router.hears(advert(VrrpVersion.V2, 200, Centiseconds.ONE_SECOND), BELOW);
    assertEquals(3 * SECOND + 156 * SECOND / 256, router.downNanos());
  }

  @Test
  void version2CountsAgainOnceVersion3IsLate() {
    var router = backup(Scenario.dual(Scenario.config(100)));
    router.hears(advert(VrrpVersion.V3, 200, Centiseconds.ONE_SECOND), ABOVE);
    router.after(3 * SECOND / 2 - 1).hears(200, ABOVE, VrrpVersion.V2);
    assertEquals(3 * SECOND + 156 * SECOND / 256 - 3 * SECOND / 2 + 1, router.downNanos());
    router.after(1).hears(200, ABOVE, VrrpVersion.V2);
    assertEquals(3 * SECOND + 156 * SECOND / 256, router.downNanos());
  }

  @Test
  void anActiveYieldsToEitherVersion() {
    for (var version : VrrpVersion.values()) {
      var active = new Scenario(Scenario.dual(Scenario.config(100))).on(new Input.Startup()).tick();
      active.hears(200, ABOVE, version);
      assertEquals(InstanceState.BACKUP, active.reported());
    }
  }

  @Test
  void aRouterThatSpeaksVersion3AloneIsReportedOnce() {
    var router = backup(Scenario.dual(Scenario.config(100)));
    for (int count = 1; count <= 2; count++) {
      assertEquals(List.of(), mismatches(router.hears(200, ABOVE).after(SECOND)));
    }
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "version-2-missing", "2 and 3", "3")),
        mismatches(router.hears(200, ABOVE).after(SECOND)));
    assertEquals(List.of(), mismatches(router.hears(200, ABOVE).after(SECOND)));
    router.hears(200, ABOVE).hears(200, ABOVE, VrrpVersion.V2).after(SECOND);
    for (int count = 1; count <= 2; count++) {
      assertEquals(List.of(), mismatches(router.hears(200, ABOVE).after(SECOND)));
    }
    assertEquals(1, mismatches(router.hears(200, ABOVE)).size());
  }

  @Test
  void version2OfAnotherVirtualRouterIsNoVoiceOfTheSame() {
    var router = backup(Scenario.dual(Scenario.config(100)));
    var other =
        Advertisement.of(
            VrrpVersion.V2,
            new Vrid(Scenario.VRID.value() + 1),
            new Priority(200),
            Centiseconds.ONE_SECOND,
            Scenario.ADDRESSES);
    for (int count = 1; count <= 2; count++) {
      assertEquals(List.of(), mismatches(router.hears(200, ABOVE)));
      assertEquals(List.of(), mismatches(router.hears(other, ABOVE).after(SECOND)));
    }
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "version-2-missing", "2 and 3", "3")),
        mismatches(router.hears(200, ABOVE)));
  }

  @Test
  void aRouterThatSpeaksBothIsNot() {
    var router = backup(Scenario.dual(Scenario.config(100)));
    for (int count = 0; count < 10; count++) {
      assertEquals(List.of(), mismatches(router.hears(200, ABOVE)));
      assertEquals(List.of(), mismatches(router.hears(200, ABOVE, VrrpVersion.V2)));
      router.after(SECOND);
    }
  }

  @Test
  void anotherPasswordOfVersion2IsDiscardedAndNoneOfVersion3Is() {
    var router = backup(withPassword(Scenario.config(100))).after(SECOND);
    long downNanos = router.downNanos();
    router.hears(advert(VrrpVersion.V2, 200, Centiseconds.ONE_SECOND), ABOVE);
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "authentication", "password", "none")),
        mismatches(router));
    assertEquals(downNanos, router.downNanos());
    assertEquals(List.of(), mismatches(router.hears(200, BELOW)));
    assertEquals(downNanos + SECOND, router.downNanos());
  }

  @Test
  void anotherPasswordOfOneThatSpeaksBothIsReportedOnceAndElectsNobody() {
    var router = backup(withPassword(Scenario.config(100)));
    var version2 = advert(VrrpVersion.V2, 200, Centiseconds.ONE_SECOND);
    router.hears(200, ABOVE);
    long downNanos = router.downNanos();
    router.after(MILLI).hears(version2, ABOVE);
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "authentication", "password", "none")),
        mismatches(router));
    assertEquals(downNanos - MILLI, router.downNanos());
    for (int count = 0; count < 5; count++) {
      assertEquals(List.of(), mismatches(router.after(SECOND).hears(200, ABOVE)));
      assertEquals(List.of(), mismatches(router.hears(version2, ABOVE)));
    }
    router.hears(200, ABOVE, VrrpVersion.V2);
    assertEquals(List.of(), mismatches(router));
    assertEquals(1, mismatches(router.hears(version2, ABOVE)).size());
  }

  @Test
  void whatVersion3SaidIsNotForgottenWhenVersion2IsHeardForWantOfIt() {
    var router = backup(dual(100, FAST));
    router.hears(advert(VrrpVersion.V3, 200, new Centiseconds(30)), ABOVE);
    assertEquals(
        List.of(new PeerEvent.Mismatch("192.0.2.200", "interval", "20 cs", "30 cs")),
        mismatches(router));
    router.after(SECOND).hears(advert(VrrpVersion.V2, 200, Centiseconds.ONE_SECOND), ABOVE);
    router.after(MILLI).hears(advert(VrrpVersion.V3, 200, new Centiseconds(30)), ABOVE);
    assertEquals(List.of(), mismatches(router));
  }

  @Test
  void version2SaysNothingOfTheChecksumOfVersion3() {
    var auto =
        Scenario.config(100)
            .protocol()
            .with(new Dialect(Authentication.NONE, ChecksumChoice.AUTO, true));
    var router = backup(Scenario.config(100).withProtocol(auto));
    var heard =
        new Decoded.Ok(
            advert(VrrpVersion.V2, 200, Centiseconds.ONE_SECOND), ChecksumForm.MESSAGE_ONLY);
    router.on(new Input.AdvertisementReceived(heard, ABOVE, router.nowNanos()));
    assertEquals(ChecksumForm.PSEUDO_HEADER, router.state().situation().checksumForm());
  }

  @Test
  void aRunningRouterBecomesOneOfBothAndOneOfTheNewerInPlace() {
    var router = Scenario.active(version2(100));
    long nextNanos = router.active().nextAdvertAtNanos();
    router.on(new Input.Reconfigured(Scenario.dual(Scenario.config(100))));
    router.expectStay(InstanceState.ACTIVE, "");
    router.on(new Input.Reconfigured(Scenario.config(100)));
    router.expectStay(InstanceState.ACTIVE, "");
    assertEquals(nextNanos, router.active().nextAdvertAtNanos());
    assertFalse(router.state().situation().protocol().isDual());
    var jump = new Input.Reconfigured(version2(100));
    assertThrows(IllegalStateException.class, () -> router.on(jump));
  }

  @Test
  void aVersionMismatchIsForgottenOnceBothAreSpoken() {
    var router = Scenario.backup(100).hears(200, ABOVE, VrrpVersion.V2);
    assertEquals(1, mismatches(router).size());
    router.on(new Input.Reconfigured(Scenario.dual(Scenario.config(100))));
    assertEquals(List.of(), mismatches(router.hears(200, ABOVE, VrrpVersion.V2)));
    assertTrue(router.state().situation().peers().reported().isEmpty());
  }
}
