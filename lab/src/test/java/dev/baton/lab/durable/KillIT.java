package dev.baton.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.Await;
import dev.baton.lab.BatonAgent;
import dev.baton.lab.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at random moments, also while the one that was killed last still starts. 200 of them with
 * {@code ./baton test --long}, the same again with {@code -Dbaton.seed}.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("baton.kills", 20);
  private static final long SEED = Long.getLong("baton.seed", System.nanoTime());
  private static final int LONGEST_WORK_MILLIS = 400;
  private static final int LONGEST_ABSENCE_MILLIS = 200;

  /** More than a start alone writes. */
  private static final int AT_WORK_COUNT = 40;

  private final Random random = new Random(SEED);
  private final Site site = Site.start();
  private final Map<Path, Long> seqAtStart = new HashMap<>();

  @AfterEach
  void closeTheSite() {
    site.close();
  }

  @Test
  void nothingIsLostOrDoubledWhateverIsKilled() {
    System.out.println("kills with seed " + SEED);
    site.makeNoise("a");
    site.makeNoise("b");
    for (int kill = 0; kill < KILLS; kill++) {
      killOne();
    }
    site.endNoise();
    site.startController();
    site.agents().forEach(this::assertShipped);
    assertEquals(
        List.of(),
        site.differences(),
        () -> "what the wire says, seed " + SEED + "\n" + site.lab().tails());
    assertEquals("", Records.complaint(site.controllerData()));
  }

  private void killOne() {
    var agent = site.agents().get(random.nextInt(2));
    switch (random.nextInt(5)) {
      case 0 -> killEngine(agent);
      case 1, 2 -> {
        awaitTheMoment(agent.data());
        agent.steward().kill();
        pause(LONGEST_ABSENCE_MILLIS);
        agent.start();
      }
      default -> {
        awaitTheMoment(site.controllerData());
        site.controller().kill();
        pause(LONGEST_ABSENCE_MILLIS);
        site.startController();
      }
    }
  }

  /**
   * Most are killed at work, which they do once they have written something; some as they start.
   */
  private void awaitTheMoment(Path data) {
    pause(LONGEST_WORK_MILLIS);
    if (random.nextInt(4) > 0) {
      long before = seqAtStart.getOrDefault(data, 0L);
      site.lab().await("records in " + data, () -> Records.lastSeq(data) > before + AT_WORK_COUNT);
      pause(LONGEST_WORK_MILLIS);
    }
    seqAtStart.put(data, Records.lastSeq(data));
  }

  /** Its host may be silent until another one runs, which begins when the death is recorded. */
  private void killEngine(BatonAgent agent) {
    long killed = agent.enginePid();
    site.lab().blackouts().begin(agent.host());
    Signal.KILL.send(killed);
    site.lab()
        .await("another engine", () -> agent.enginePids().stream().anyMatch(pid -> pid != killed));
    site.lab().blackouts().end(agent.host());
  }

  private void assertShipped(BatonAgent agent) {
    site.awaitShipped(agent);
    var own = Records.in(agent.data());
    assertTrue(own.all().size() > 10 * KILLS, own.all().size() + " records are no stream");
    assertEquals("", Records.complaint(agent.data()));
    assertEquals(List.of(), Records.replaced(agent.data()), "no log was replaced");
  }

  private void pause(int longestMillis) {
    Await.holdsWithin(Duration.ofMillis(random.nextInt(longestMillis)), () -> false);
  }
}
