package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.Family;
import dev.baton.events.InstanceState;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnicastTest extends EngineScenario {
  private static final InetAddress THIRD = InetAddress.ofLiteral("10.77.0.3");

  private static String with(String lines) {
    return CONFIG.replace("priority 100", "priority 100\n" + lines);
  }

  private static final String PEERS =
      with("unicast_peer {\n10.77.0.1\n10.77.0.2\n10.77.0.3 min_ttl 250\n}");

  @BeforeEach
  void beginWithPeers() {
    configuration = PEERS;
  }

  private void hearFrom(InetAddress source, int hopLimit) {
    var advertisement =
        Advertisement.of(
            VrrpVersion.V3,
            new Vrid(51),
            new Priority(200),
            Centiseconds.ofSeconds(1),
            List.of(VIP));
    var message =
        AdvertisementCodec.encode(advertisement, source, FakeHost.OWN, ChecksumForm.PSEUDO_HEADER);
    var station = new Station("eth0", Family.IPV4, List.of());
    host.arriving.add(
        new FakeHost.Received(
            new AdvertPath(station, source, FakeHost.OWN), hopLimit, ByteBuffer.wrap(message)));
  }

  @Test
  void eachPeerButItselfIsSentAnAdvertWhoseChecksumFits() {
    runUntilWaits(45);
    assertEquals(
        Set.of(PEER, THIRD),
        host.sent.stream().map(sent -> sent.path().destination()).collect(Collectors.toSet()));
    for (var sent : host.sent) {
      var reception = new Reception(sent.path().source(), sent.path().destination(), 255);
      var decoded = AdvertisementCodec.decode(reception, ReceiveRules.UNICAST, sent.message());
      assertTrue(
          decoded instanceof Decoded.Ok(var advert, var form) && form == ChecksumForm.PSEUDO_HEADER,
          decoded::toString);
    }
  }

  @Test
  void aPeerFarAwayIsHeard() {
    active();
    host.whenWaiting(() -> hearFrom(PEER, 12));
    runUntilWaits(1);
    assertTrue(causes().contains(Cause.HIGHER_PRIORITY_ADVERT));
  }

  @Test
  void whoIsNoPeerOrTooFarAwayIsNotHeard() {
    active();
    host.whenWaiting(() -> hearFrom(InetAddress.ofLiteral("10.77.0.9"), 255));
    host.whenWaiting(() -> hearFrom(THIRD, 249));
    runUntilWaits(1);
    assertEquals(Cause.SHUTDOWN, causes().getLast());
    assertEquals(3, causes().size());
    assertEquals(
        List.of("source-errors", "ip-ttl-errors"),
        events().stream()
            .filter(PeerEvent.Mismatch.class::isInstance)
            .map(event -> ((PeerEvent.Mismatch) event).kind())
            .toList());
  }

  @Test
  void peersThatChangeAreSentToWithoutATransition() {
    active();
    host.whenWaiting(() -> {
      host.sent.clear();
      reload(with("unicast_peer { 10.77.0.7 }"));
    });
    runUntilWaits(12);
    assertEquals(
        Set.of(InetAddress.ofLiteral("10.77.0.7")),
        host.sent.stream().map(sent -> sent.path().destination()).collect(Collectors.toSet()));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void goingOverToMulticastBeginsAnewAndLeavesTheUnicastStation() {
    active();
    host.whenWaiting(() -> reload(CONFIG));
    runUntilWaits(1);
    assertEquals(Cause.CONFIG_REMOVED, causes().get(2));
    assertEquals(Cause.STARTUP, causes().get(3));
    assertTrue(host.done.contains("leave eth0"));
  }

  @Test
  void withoutPeersItIsInFaultUntilItHasSome() {
    active();
    host.whenWaiting(() -> reload(with("unicast_fault_no_peer")));
    waits(2, () -> reload(PEERS));
    runUntilWaits(1);
    assertEquals(
        List.of(InstanceState.FAULT, InstanceState.BACKUP, InstanceState.INITIALIZE),
        transitions().stream().skip(2).map(t -> t.to()).toList());
  }
}
