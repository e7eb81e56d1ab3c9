package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.stream.Stream1kHz;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Shows that the stream is to be trusted: complete while nothing happens, and not in a failover.
 */
class KeepalivedStreamIT {
  private static final InstanceSpec BETTER = InstanceSpec.v3(51, 150);
  private static final InstanceSpec WORSE = InstanceSpec.v3(51, 100);

  @Test
  void losesNothingInQuietTimesAndSomethingWhenTheActiveIsCutOff() {
    try (var lab = Lab.open("a", "b", "client");
        var tap = Tap.on(lab)) {
      Keepalived.on(lab.host("a"), List.of(BETTER));
      Keepalived.on(lab.host("b"), List.of(WORSE));
      lab.await("a has the address", () -> lab.host("a").holds(BETTER.address()));
      var routers = List.of(lab.host("a"), lab.host("b"));

      try (var stream = Stream1kHz.from(lab.host("client"), routers, BETTER.address())) {
        tap.awaitAdvert("a advertises", advert -> advert.host().equals("a"));
        var tally = stream.stop();
        assertTrue(tally.complete(), tally::toString);
      }
      try (var stream = Stream1kHz.from(lab.host("client"), routers, BETTER.address())) {
        lab.cutSilently(lab.host("a"));
        tap.awaitAdvert("b takes over", advert -> advert.host().equals("b"));
        lab.await("b has the address", () -> lab.host("b").holds(BETTER.address()));
        var tally = stream.stop();
        assertTrue(tally.lost().size() > 1_000, tally::toString);
        assertEquals(List.of(), tally.duplicated());
      }
    }
  }
}
