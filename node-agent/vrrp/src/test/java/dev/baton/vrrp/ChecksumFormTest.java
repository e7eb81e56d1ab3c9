package dev.baton.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.PeerEvent;
import dev.baton.vrrp.RouterConfig.Dialect;
import dev.baton.vrrp.packet.Authentication;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decision 1: both forms are accepted, the difference is reported, and it can be followed. */
class ChecksumFormTest {
  private static RouterConfig config(ChecksumChoice choice) {
    var config = Scenario.config(100);
    return config.withProtocol(config.protocol().with(new Dialect(Authentication.NONE, choice)));
  }

  private static Scenario hears(Scenario router, int priority, ChecksumForm form) {
    var heard = new Decoded.Ok(Adverts.v3(priority), form);
    return router.on(new Input.AdvertisementReceived(heard, Scenario.ABOVE, router.nowNanos()));
  }

  private static List<PeerEvent.Mismatch> mismatches(Scenario router) {
    return router.peerEvents().stream()
        .filter(PeerEvent.Mismatch.class::isInstance)
        .map(PeerEvent.Mismatch.class::cast)
        .toList();
  }

  @Test
  void theOtherFormIsReportedOnceAndAccepted() {
    var router = Scenario.backup(100);
    hears(router, 200, ChecksumForm.MESSAGE_ONLY);
    assertEquals(
        List.of(
            new PeerEvent.Mismatch(
                "192.0.2.200", "checksum-form", "pseudo-header", "message-only")),
        mismatches(router));
    assertEquals(3_609_375_000L, router.downNanos());
    assertEquals(List.of(), mismatches(hears(router, 200, ChecksumForm.MESSAGE_ONLY)));
    hears(router, 200, ChecksumForm.PSEUDO_HEADER);
    assertEquals(1, mismatches(hears(router, 200, ChecksumForm.MESSAGE_ONLY)).size());
  }

  @Test
  void whoSendsTheMessageOnlyFormIsToldOfTheOther() {
    var router = new Scenario(config(ChecksumChoice.MESSAGE_ONLY)).on(new Input.Startup());
    assertEquals(ChecksumForm.MESSAGE_ONLY, router.state().situation().checksumForm());
    assertEquals(List.of(), mismatches(hears(router, 200, ChecksumForm.MESSAGE_ONLY)));
    assertEquals(
        List.of(
            new PeerEvent.Mismatch(
                "192.0.2.200", "checksum-form", "message-only", "pseudo-header")),
        mismatches(hears(router, 200, ChecksumForm.PSEUDO_HEADER)));
  }

  @Test
  void autoAnswersAsItWasSpokenTo() {
    var router = new Scenario(config(ChecksumChoice.AUTO)).on(new Input.Startup());
    assertEquals(ChecksumForm.PSEUDO_HEADER, router.state().situation().checksumForm());
    assertEquals(List.of(), mismatches(hears(router, 200, ChecksumForm.MESSAGE_ONLY)));
    assertEquals(ChecksumForm.MESSAGE_ONLY, router.state().situation().checksumForm());
    router.tick();
    assertEquals(ChecksumForm.MESSAGE_ONLY, router.state().situation().checksumForm());
    hears(router, 200, ChecksumForm.PSEUDO_HEADER);
    assertEquals(ChecksumForm.PSEUDO_HEADER, router.state().situation().checksumForm());
  }

  @Test
  void whatAutoLearnedStaysWhileItIsConfigured() {
    var router = new Scenario(config(ChecksumChoice.AUTO)).on(new Input.Startup());
    hears(router, 200, ChecksumForm.MESSAGE_ONLY);
    router.on(new Input.Reconfigured(config(ChecksumChoice.AUTO)));
    assertEquals(ChecksumForm.MESSAGE_ONLY, router.state().situation().checksumForm());
    router.on(new Input.Reconfigured(config(ChecksumChoice.PSEUDO_HEADER)));
    assertEquals(ChecksumForm.PSEUDO_HEADER, router.state().situation().checksumForm());
    router.on(new Input.Reconfigured(config(ChecksumChoice.AUTO)));
    assertEquals(ChecksumForm.PSEUDO_HEADER, router.state().situation().checksumForm());
  }

  @Test
  void versionTwoHasOneFormAndNothingToReport() {
    var v2 = Scenario.config(VrrpVersion.V2, Scenario.config(100).election());
    var router = new Scenario(v2).on(new Input.Startup());
    var heard = new Decoded.Ok(Adverts.v2(200, Scenario.ADDRESSES), ChecksumForm.MESSAGE_ONLY);
    router.on(new Input.AdvertisementReceived(heard, Scenario.ABOVE, router.nowNanos()));
    assertEquals(List.of(), mismatches(router));
  }

  @Test
  void ownReflectionsTeachNothing() {
    var router = new Scenario(config(ChecksumChoice.AUTO)).on(new Input.Startup());
    var heard = new Decoded.Ok(Adverts.v3(100), ChecksumForm.MESSAGE_ONLY);
    router.on(new Input.AdvertisementReceived(heard, Scenario.ME, router.nowNanos()));
    assertEquals(ChecksumForm.PSEUDO_HEADER, router.state().situation().checksumForm());
  }
}
