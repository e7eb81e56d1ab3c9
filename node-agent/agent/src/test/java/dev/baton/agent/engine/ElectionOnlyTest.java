package dev.baton.agent.engine;

import static dev.baton.vrrp.packet.ChecksumForm.PSEUDO_HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.PeerEvent;
import dev.baton.vrrp.Centiseconds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An instance without addresses: {@code no_virtual_ipaddress}. */
class ElectionOnlyTest extends EngineScenario {
  private static final String BARE =
      CONFIG.replace("virtual_ipaddress {\n    10.77.0.51\n  }", "no_virtual_ipaddress");

  @Test
  void itAdvertisesNoAddressAndPlacesNone() {
    configuration = BARE;
    active();
    runUntilWaits(20);
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
    var last = host.sent.getLast().message();
    assertEquals(8, last.remaining());
    assertEquals(0, last.get(last.position() + 3));
    assertEquals(List.of(), host.done.stream().filter(d -> d.startsWith("add")).toList());
    assertEquals(List.of(), host.done.stream().filter(d -> d.startsWith("announce")).toList());
  }

  @Test
  void addressesThatAreNotAdvertisedMoveAllTheSame() {
    configuration =
        CONFIG.replace(
            "virtual_ipaddress {", "no_virtual_ipaddress\n  virtual_ipaddress_excluded {");
    for (int i = 0; i < 42; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    runUntilWaits(1);
    var last = host.sent.getLast().message();
    assertEquals(0, last.get(last.position() + 3));
    assertTrue(host.done.stream().anyMatch(d -> d.startsWith("announce")), host.done::toString);
    assertTrue(host.done.contains("remove 10.77.0.51"), host.done::toString);
  }

  @Test
  void itHearsOthersWithoutAddresses() {
    configuration = BARE;
    for (int i = 0; i < 60; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
      if (i % 10 == 0) {
        host.whenWaiting(() -> hearBare(200));
      }
    }
    runUntilWaits(0);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
    assertEquals(
        1, events().stream().filter(PeerEvent.FirstHeard.class::isInstance).toList().size());
  }

  @Test
  void anInstanceWithAddressesHearsNobodyWithoutThem() {
    host.whenWaiting(() -> hearBare(200));
    runUntilWaits(1);
    assertEquals(
        List.of("address-list-errors"),
        events().stream()
            .filter(PeerEvent.Mismatch.class::isInstance)
            .map(event -> ((PeerEvent.Mismatch) event).kind())
            .toList());
  }

  private void hearBare(int priority) {
    hear(advertisement(51, priority, Centiseconds.ONE_SECOND, List.of()), PSEUDO_HEADER);
  }
}
