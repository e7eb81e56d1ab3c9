package dev.baton.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R45: a discarded advertisement changes no timer, no learned interval and no state. */
class DiscardedAdvertTest {
  private static final List<InetAddress> OTHERS = List.of(InetAddress.ofLiteral("192.0.2.2"));

  private static RouterConfig config(VrrpVersion version) {
    var election =
        new RouterConfig.Election(new Priority(100), true, 0, RouterConfig.Conformance.KEEPALIVED);
    return Scenario.config(version, election);
  }

  private static List<Advertisement> discarded(VrrpVersion version) {
    var otherVersion = version == VrrpVersion.V2 ? VrrpVersion.V3 : VrrpVersion.V2;
    var otherVrid = advert(version, 52, 1, Authentication.NONE);
    var other = advert(otherVersion, 51, 1, Authentication.NONE);
    return switch (version) {
      case V2 ->
          List.of(
              otherVrid,
              other,
              advert(version, 51, 2, Authentication.NONE),
              advert(version, 51, 1, Authentication.password("secret")),
              Adverts.v2(200, OTHERS),
              Adverts.v2(0, OTHERS));
      case V3 -> List.of(otherVrid, other);
    };
  }

  private static Advertisement advert(
      VrrpVersion version, int vrid, int seconds, Authentication authentication) {
    return new Advertisement(
        version,
        new Vrid(vrid),
        new Priority(200),
        Centiseconds.ofSeconds(seconds),
        Scenario.ADDRESSES,
        authentication);
  }

  @Test
  void nothingButWhatIsKnownOfThePeersChanges() {
    for (var version : VrrpVersion.values()) {
      for (var advert : discarded(version)) {
        var backup = new Scenario(config(version)).on(new Input.Startup());
        assertUnchanged(backup, advert);
        assertUnchanged(Scenario.active(config(version)), advert);
        assertUnchanged(new Scenario(config(version)), advert);
      }
    }
  }

  private static void assertUnchanged(Scenario router, Advertisement advert) {
    var before = withoutPeers(router.state());
    router.after(Scenario.MILLI).hears(advert, Scenario.ABOVE);
    assertEquals(before, withoutPeers(router.state()), advert::toString);
    assertEquals("", router.did(), advert::toString);
  }

  private static State withoutPeers(State state) {
    var alone = state.situation().with(Peers.NONE);
    return switch (state) {
      case State.Initialize initialize ->
          new State.Initialize(alone, initialize.faults(), initialize.started());
      case State.Backup backup -> backup.with(alone);
      case State.Active active -> active.with(alone);
    };
  }
}
