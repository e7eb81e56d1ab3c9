package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Shows that the lab is to be trusted: two keepalived do on it what they do on a real segment. */
class KeepalivedPairIT {
  private static final InstanceSpec BETTER = InstanceSpec.v3(51, 150);
  private static final InstanceSpec WORSE = InstanceSpec.v3(51, 100);

  @Test
  void theBetterOneIsElectedAndTheOtherTakesOverWhenItsCableIsCut() {
    try (var lab = Lab.open("a", "b");
        var tap = Tap.on(lab)) {
      Keepalived.on(lab.host("a"), List.of(BETTER));
      Keepalived.on(lab.host("b"), List.of(WORSE));
      tap.awaitAdvert("a advertises", advert -> advert.host().equals("a"));
      lab.await("a has the address", () -> lab.host("a").holds(BETTER.address()));

      lab.cut(lab.host("a"));
      tap.awaitAdvert("b takes over", advert -> advert.host().equals("b"));
      lab.mend(lab.host("a"));
      tap.awaitAdvert("a comes back", advert -> advert.host().equals("a"));
      lab.await("b gave the address up", () -> !lab.host("b").holds(BETTER.address()));

      assertEquals(List.of(), Tshark.faults(tap.path(), lab.host("a")));
      assertTrue(Tshark.vrrpFrames(tap.path(), lab.host("a")) > 0);
      assertFalse(tap.announcements().isEmpty(), "the address is announced");
    }
  }

  @Test
  void aSilentlyCutHostIsNotSeenThoughItGoesOnAsActive() {
    try (var lab = Lab.open("a", "b");
        var tap = Tap.on(lab)) {
      Keepalived.on(lab.host("a"), List.of(BETTER));
      Keepalived.on(lab.host("b"), List.of(WORSE));
      tap.awaitAdvert("a advertises", advert -> advert.host().equals("a"));

      lab.cutSilently(lab.host("a"));
      long cutNanos = WallClock.nowNanos();
      tap.awaitAdvert("b takes over", advert -> advert.host().equals("b"));
      assertTrue(lab.host("a").holds(BETTER.address()), "a does not know that it is alone");
      assertFalse(
          tap.adverts().stream()
              .anyMatch(advert -> advert.host().equals("a") && advert.timeNanos() > cutNanos),
          "no frame of a passes");
    }
  }

  @Test
  void theTapHasEachAdvertOnce() {
    try (var lab = Lab.open("a", "b");
        var tap = Tap.on(lab)) {
      Keepalived.on(lab.host("a"), List.of(BETTER));
      lab.await("five adverts", () -> tap.adverts().size() >= 5);
      var times = tap.adverts().stream().map(Sighting.Advert::timeNanos).toList();
      for (int i = 1; i < times.size(); i++) {
        // A copy would follow at once; a keepalived that was kept from running may hurry a little.
        assertTrue(times.get(i) - times.get(i - 1) > 100_000_000L, "a second apart: " + times);
      }
    }
  }

  @Test
  void nothingOfALabIsLeftWhenItIsClosed() {
    var lab = Lab.open("a");
    Keepalived.on(lab.host("a"), List.of(BETTER));
    var namespace = lab.host("a").namespace();
    lab.close();
    assertFalse(Command.of("ip", "netns", "list").check().contains(namespace));
    assertFalse(lab.directory().toFile().exists());
    assertEquals(List.of(), lab.host("a").pids());
  }
}
