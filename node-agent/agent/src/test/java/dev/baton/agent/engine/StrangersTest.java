package dev.baton.agent.engine;

import static dev.baton.vrrp.packet.ChecksumForm.PSEUDO_HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.PeerEvent;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Centiseconds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code log_unknown_vrids} tells of. */
class StrangersTest extends EngineScenario {
  private static final String CURIOUS = CONFIG.replace("priority", "log_unknown_vrids\n  priority");

  private void hearVrid(int vrid) {
    hear(advertisement(vrid, 100, Centiseconds.ONE_SECOND, List.of(VIP)), PSEUDO_HEADER);
  }

  private List<String> told() {
    return events().stream()
        .filter(PeerEvent.Mismatch.class::isInstance)
        .map(event -> (PeerEvent.Mismatch) event)
        .map(event -> event.address() + " " + event.kind() + " " + event.theirs())
        .toList();
  }

  @Test
  void eachVridOfEachSourceIsToldOfOnce() {
    configuration = CURIOUS;
    for (int i = 0; i < 5; i++) {
      host.whenWaiting(() -> hearVrid(61));
      host.whenWaiting(() -> hearVrid(62));
      host.whenWaiting(() -> hearVrid(51));
    }
    runUntilWaits(1);
    assertEquals(
        List.of("10.77.0.2 unknown-vrid VRID 61 on eth0", "10.77.0.2 unknown-vrid VRID 62 on eth0"),
        told());
  }

  @Test
  void nobodyIsToldWhoDidNotAskButEachIsCounted() {
    for (int vrid : new int[] {61, 62, 61, 51}) {
      host.whenWaiting(() -> hearVrid(vrid));
    }
    runUntilWaits(1);
    assertEquals(List.of(), told());
    assertEquals(3, counts.unknownVrids());
  }

  @Test
  void aReloadBeginsAndEndsIt() {
    host.whenWaiting(() -> reload(CURIOUS));
    host.whenWaiting(() -> hearVrid(61));
    host.whenWaiting(() -> reload(CONFIG));
    host.whenWaiting(() -> hearVrid(62));
    runUntilWaits(1);
    assertEquals(List.of("10.77.0.2 unknown-vrid VRID 61 on eth0"), told());
  }

  @Test
  void inventedSendersDoNotFillTheMemoryOrTheLog() {
    var strangers = new Strangers();
    int told = 0;
    for (int i = 0; i < 10_000; i++) {
      var source = Addresses.ofBytes(new byte[] {10, 0, (byte) (i >> 8), (byte) i});
      told += strangers.heard(new AdvertPath(STATION, source, GROUP), 61).size();
    }
    assertEquals(1_000, told);
  }
}
