package dev.baton.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.Command;
import dev.baton.lab.InstanceSpec;
import dev.baton.lab.Sighting.Advert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The disk of a node's log stands still; its failover does not wait for it. */
class FrozenDiskIT {
  private static final InstanceSpec ROUTER = Site.quiet("a").getLast();

  /** What a take-over may be late by on a machine that does other things too. */
  private static final Duration LATE = Duration.ofMillis(500);

  private final Site site = Site.on(48);

  @AfterEach
  void closeTheSite() {
    site.close();
  }

  @Test
  void aFailoverIsNoLaterWhileTheDiskIsFrozenAndEveryJvmCollects() {
    long undisturbedNanos = takeOverNanos();
    site.agent("b").powerOn();
    site.awaitElection("b");
    site.makeNoise("a");
    site.agentDisk().freeze();
    long frozenNanos;
    try {
      collectGarbage();
      frozenNanos = takeOverNanos();
      collectGarbage();
    } finally {
      site.agentDisk().thaw();
    }
    site.endNoise();
    System.out.println(
        "take-over %d ms after the last advert, %d ms with a frozen disk"
            .formatted(undisturbedNanos / 1_000_000, frozenNanos / 1_000_000));
    assertTrue(frozenNanos <= undisturbedNanos + LATE.toNanos(), () -> frozenNanos + " ns");
    site.agent("b").powerOn();
    site.awaitElection("b");
    assertEquals(List.of(), site.differences(), "the log has it all later");
  }

  /** From the last advert of b, which loses its power, to the first of a. */
  private long takeOverNanos() {
    site.agent("b").powerOff();
    var host = site.host("a");
    site.tap().awaitActive(host, List.of(ROUTER));
    long last = adverts("b").getLast().timeNanos();
    return adverts("a").stream()
            .filter(advert -> advert.timeNanos() > last)
            .findFirst()
            .orElseThrow()
            .timeNanos()
        - last;
  }

  private List<Advert> adverts(String host) {
    return site.tap().adverts().stream()
        .filter(advert -> advert.router().equals(ROUTER.router()) && advert.host().equals(host))
        .toList();
  }

  /** The steward may not be able to: it waits for its disk. */
  private void collectGarbage() {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var engine = Long.toString(site.agent("a").enginePid());
    var steward = Long.toString(site.agent("a").steward().pid());
    Command.of("timeout", "10", jcmd, engine, "GC.run").check();
    Command.of("timeout", "3", jcmd, steward, "GC.run").run();
  }
}
