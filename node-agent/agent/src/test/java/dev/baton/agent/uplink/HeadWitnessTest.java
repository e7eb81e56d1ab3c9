package dev.baton.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadWitnessTest {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final List<Long> journaled = new ArrayList<>();
  private final HeadWitness witness = new HeadWitness(head -> journaled.add(head.seq()));

  @Test
  void journalsTheFirstHeadAndThenOneAnHour() {
    for (int minute = 0; minute <= 150; minute++) {
      witness.told(
          new LogHead(new LogId(1, 2), minute, Sha256.ZERO),
          Long.MAX_VALUE - MINUTE_NANOS + minute * MINUTE_NANOS);
    }
    assertEquals(List.of(0L, 60L, 120L), journaled);
  }
}
