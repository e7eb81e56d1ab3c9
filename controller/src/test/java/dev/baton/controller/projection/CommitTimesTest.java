package dev.baton.controller.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommitTimesTest {
  private static final long MILLI = 1_000_000;

  private final CommitTimes times = new CommitTimes();

  @Test
  void nothingWasSeenBeforeTheFirst() {
    assertEquals(new CommitTimes.Seen(0, 0, 0, List.of(0L, 0L, 0L, 0L, 0L, 0L)), times.seen());
  }

  @Test
  void eachIsCountedWhereItBelongs() {
    for (long nanos : new long[] {MILLI, MILLI + 1, 5 * MILLI, 1_000 * MILLI, 1_001 * MILLI, 7}) {
      times.took(nanos);
    }
    assertEquals(
        new CommitTimes.Seen(6, 2_008 * MILLI + 8, 1_001 * MILLI, List.of(2L, 2L, 0L, 0L, 1L, 1L)),
        times.seen());
  }
}
