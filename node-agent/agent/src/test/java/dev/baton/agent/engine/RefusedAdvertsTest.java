package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.NodeEvent.AdvertsBlocked;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedAdvertsTest extends EngineScenario {
  private void advance(int seconds) {
    for (int i = 0; i < seconds * 10; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
  }

  @Test
  void eachChangeOfWhatTheKernelSaysIsReportedOnce() {
    active();
    host.whenWaiting(() -> host.refusal = "sendmmsg(eth0): EPERM");
    advance(3);
    host.whenWaiting(() -> host.refusal = "sendmmsg(eth0): ENETUNREACH");
    advance(3);
    host.whenWaiting(() -> host.refusal = "");
    advance(3);
    runUntilWaits(0);
    assertEquals(
        List.of(
            new AdvertsBlocked("eth0", "out", "sendmmsg(eth0): EPERM", ""),
            new AdvertsBlocked("eth0", "out", "sendmmsg(eth0): ENETUNREACH", ""),
            new AdvertsBlocked("eth0", "out", "", "")),
        events().stream().filter(AdvertsBlocked.class::isInstance).toList());
  }

  @Test
  void nobodyBlocksWhatHasNoInterface() {
    active();
    host.whenWaiting(() -> {
      host.vanish("eth0");
      host.refusal = "eth0 is not joined";
    });
    advance(3);
    runUntilWaits(0);
    assertEquals(List.of(), events().stream().filter(AdvertsBlocked.class::isInstance).toList());
    assertTrue(transitions().stream().anyMatch(t -> t.faults().contains("interface eth0 missing")));
  }

  @Test
  void anEngineWhoseAdvertsGoOutSaysNothing() {
    active();
    advance(3);
    runUntilWaits(0);
    assertEquals(List.of(), events().stream().filter(AdvertsBlocked.class::isInstance).toList());
  }
}
