package dev.baton.vrrp;

import static dev.baton.vrrp.Scenario.ABOVE;
import static dev.baton.vrrp.Scenario.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reload moves nothing that did not change; impossible configurations do not exist. */
class ReconfigurationTest {

  @Test
  void anotherPriorityIsReportedAndUsedFromTheNextAdvertOn() {
    var router = Scenario.active(100).on(new Input.Reconfigured(Scenario.config(120)));
    router.expectStay(InstanceState.ACTIVE, "Priority");
    router.tick();
    assertEquals(new Effect.SendAdvertisement(new Priority(120)), router.effects().getFirst());
  }

  @Test
  void otherAddressesAreAddedAdvertisedAndAnnounced() {
    var old = Scenario.config(100);
    var config =
        new RouterConfig(
            old.protocol(),
            old.election(),
            old.primaryAddress(),
            List.of(InetAddress.ofLiteral("192.0.2.2")),
            old.announcements());
    Scenario.active(old)
        .on(new Input.Reconfigured(config))
        .expectStay(InstanceState.ACTIVE, "Add Send FIRST");
  }

  @Test
  void aShorterIntervalIsKeptFromNowOn() {
    var protocol = RouterConfig.Protocol.of(VrrpVersion.V3, Scenario.VRID, new Centiseconds(10));
    var faster = Scenario.config(100).withProtocol(protocol);
    var router = Scenario.active(100).on(new Input.Reconfigured(faster));
    assertEquals(router.nowNanos() + SECOND / 10, router.active().nextAdvertAtNanos());
    var backup = Scenario.backup(100).on(new Input.Reconfigured(faster));
    assertEquals(300_000_000L + 156 * 100_000_000L / 256, backup.downNanos());
  }

  @Test
  void aLearnedIntervalOutlivesOurOwn() {
    var protocol = RouterConfig.Protocol.of(VrrpVersion.V3, Scenario.VRID, new Centiseconds(10));
    var router = Scenario.backup(100).hears(200, ABOVE);
    var before = router.backup().activeDown();
    router.on(new Input.Reconfigured(Scenario.config(100).withProtocol(protocol)));
    assertEquals(before, router.backup().activeDown());
  }

  @Test
  void whoIgnoredLowerOnesBeforeAReloadKnowsItAfterwards() {
    var router = Scenario.backup(100).hears(50, ABOVE);
    router.on(new Input.Reconfigured(Scenario.config(120))).tick();
    assertEquals(Cause.PREEMPTED_LOWER, router.transition().cause());
  }

  @Test
  void anotherVirtualRouterIsNoReconfiguration() {
    var protocol = RouterConfig.Protocol.of(VrrpVersion.V3, new Vrid(52), Centiseconds.ONE_SECOND);
    var other = new Input.Reconfigured(Scenario.config(100).withProtocol(protocol));
    var router = Scenario.backup(100);
    assertThrows(IllegalStateException.class, () -> router.on(other));
  }

  @Test
  void impossibleConfigurationsAreRejected() {
    var vrid = Scenario.VRID;
    assertRejected(() -> RouterConfig.Protocol.of(VrrpVersion.V2, vrid, new Centiseconds(150)));
    assertRejected(() -> RouterConfig.Protocol.of(VrrpVersion.V3, vrid, new Centiseconds(4096)));
    assertRejected(() -> new Centiseconds(0));
    assertRejected(() -> RouterConfig.Election.of(Priority.RESIGN));
    var secret = Authentication.password("secret");
    assertRejected(
        () -> new RouterConfig.Protocol(VrrpVersion.V3, vrid, Centiseconds.ONE_SECOND, 3, secret));
    assertRejected(
        () -> withAddresses(Collections.nCopies(256, InetAddress.ofLiteral("10.0.0.1"))));
    assertRejected(() -> withAddresses(List.of(InetAddress.ofLiteral("2001:db8::1"))));
  }

  @Test
  void allAddressesAreAdvertisedInTheOrderOfTheConfiguration() {
    var first = InetAddress.ofLiteral("192.0.2.9");
    var second = InetAddress.ofLiteral("192.0.2.1");
    var third = InetAddress.ofLiteral("192.0.2.5");
    var config = withAddresses(List.of(first, second, third));
    for (var each : List.of(config, Scenario.dual(config))) {
      for (var advertisement : each.advertisements(Priority.RESIGN)) {
        assertEquals(List.of(first, second, third), advertisement.addresses());
      }
    }
  }

  private static RouterConfig withAddresses(List<InetAddress> addresses) {
    var config = Scenario.config(100);
    return new RouterConfig(
        config.protocol(),
        config.election(),
        config.primaryAddress(),
        addresses,
        config.announcements());
  }

  private static void assertRejected(Runnable construction) {
    assertThrows(IllegalArgumentException.class, construction::run);
  }
}
