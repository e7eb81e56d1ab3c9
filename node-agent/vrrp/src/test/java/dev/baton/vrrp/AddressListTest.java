package dev.baton.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.InstanceState;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.vrrp.RouterConfig.AddressCheck;
import dev.baton.vrrp.RouterConfig.Conformance;
import dev.baton.vrrp.packet.Advertisement;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an advertisement that lists other addresses: R39 and R40. */
class AddressListTest {
  private static final List<InetAddress> OTHERS = List.of(InetAddress.ofLiteral("192.0.2.2"));

  private static Scenario active(VrrpVersion version, AddressCheck check) {
    var election =
        new RouterConfig.Election(new Priority(100), true, 0, Conformance.KEEPALIVED.with(check));
    return Scenario.active(Scenario.config(version, election));
  }

  private static long mismatches(Scenario router) {
    return router.peerEvents().stream().filter(PeerEvent.Mismatch.class::isInstance).count();
  }

  /** R39. */
  @Test
  void versionTwoDiscardsOtherAddressesUnlessTheyAreTheOwners() {
    var router = active(VrrpVersion.V2, AddressCheck.DISCARDS);
    router.hears(Adverts.v2(254, OTHERS), Scenario.ABOVE);
    router.expectStay(InstanceState.ACTIVE, "");
    assertEquals(1, mismatches(router));
    router.hears(Adverts.v2(255, OTHERS), Scenario.ABOVE);
    assertEquals(InstanceState.BACKUP, router.reported());
  }

  /** R39: a resignation is discarded, too. */
  @Test
  void versionTwoDiscardsOtherResignations() {
    var router = active(VrrpVersion.V2, AddressCheck.DISCARDS);
    router.hears(Adverts.v2(0, OTHERS), Scenario.ABOVE);
    router.expectStay(InstanceState.ACTIVE, "");
  }

  /** R39: checking is optional. */
  @Test
  void versionTwoOnlyReportsWhereItIsNotChecked() {
    var router = active(VrrpVersion.V2, AddressCheck.REPORTS);
    router.hears(Adverts.v2(254, OTHERS), Scenario.ABOVE);
    assertEquals(1, mismatches(router));
    assertEquals(InstanceState.BACKUP, router.reported());
  }

  /** keepalived's skip_check_adv_addr. */
  @Test
  void versionTwoMayTrustTheRouterThatIsHeardAlready() {
    var router = active(VrrpVersion.V2, AddressCheck.DISCARDS_FROM_NEW);
    router.hears(Adverts.v2(200, OTHERS), Scenario.ABOVE);
    router.expectStay(InstanceState.ACTIVE, "");
    router.hears(Adverts.v2(50, Scenario.ADDRESSES), Scenario.ABOVE);
    router.hears(Adverts.v2(200, OTHERS), Scenario.ABOVE);
    assertEquals(InstanceState.BACKUP, router.reported());
  }

  /** R40. */
  @Test
  void versionThreeReportsAndNeverDiscards() {
    for (var check : AddressCheck.values()) {
      var router = active(VrrpVersion.V3, check);
      router.hears(
          Advertisement.of(
              VrrpVersion.V3, Scenario.VRID, new Priority(200), Centiseconds.ONE_SECOND, OTHERS),
          Scenario.ABOVE);
      assertEquals(1, mismatches(router));
      assertEquals(InstanceState.BACKUP, router.reported());
    }
  }

  /** R41. */
  @Test
  void theOrderOfTheAddressesDoesNotMatter() {
    var two = List.of(Scenario.ADDRESSES.getFirst(), OTHERS.getFirst());
    var config = Scenario.config(100);
    var router =
        Scenario.active(
            new RouterConfig(
                RouterConfig.Protocol.of(VrrpVersion.V2, Scenario.VRID, Centiseconds.ONE_SECOND),
                new RouterConfig.Election(new Priority(100), true, 0, Conformance.KEEPALIVED),
                Scenario.ME,
                two,
                config.announcements()));
    router.hears(Adverts.v2(200, two.reversed()), Scenario.ABOVE);
    assertEquals(0, mismatches(router));
    assertEquals(InstanceState.BACKUP, router.reported());
  }
}
