package dev.baton.controller.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Story;
import dev.baton.events.Recorded;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.log.StoredRecord.Bytes;
import org.junit.jupiter.api.Test;

final class WindowTest {
  private static final Recorded EVENT = Story.ofThreeNodes().events().getFirst();
  private final Window window = new Window();

  private void add(long seq) {
    var recorded = new Recorded(seq, 1, seq, EVENT.envelope(), EVENT.event(), EVENT.prevHash());
    window.add(new StoredRecord(recorded, Bytes.copyOf(new byte[0])));
  }

  private long seqOfFirstFrom(long seq) {
    return window.from(seq, 1).getFirst().recorded().seq();
  }

  @Test
  void keepsTheNewestOfALongLog() {
    for (long seq = 1; seq <= 50_000; seq++) {
      add(seq);
    }
    long firstSeq = window.firstSeq();
    assertTrue(50_000 - firstSeq >= Window.KEPT_COUNT, "from " + firstSeq);
    assertTrue(50_000 - firstSeq < 2 * Window.KEPT_COUNT, "from " + firstSeq);
    assertEquals(firstSeq, seqOfFirstFrom(firstSeq));
    assertThrows(IllegalArgumentException.class, () -> window.from(firstSeq - 1, 1));
  }

  @Test
  void whatWouldLeaveItBeforeTheEndThatIsExpectedIsNotKept() {
    long kept = Window.KEPT_COUNT;
    window.expect(50_000);
    for (long seq = 1; seq < 50_000 - kept; seq++) {
      add(seq);
    }
    assertEquals(50_000 - kept, window.firstSeq());
    assertEquals(0, window.from(50_000 - kept, 1).size());
    for (long seq = 50_000 - kept; seq <= 50_010; seq++) {
      add(seq);
    }
    assertEquals(50_001 - kept, window.firstSeq());
    assertEquals(50_010, seqOfFirstFrom(50_010));
    assertEquals(10, window.from(50_001, 100).size());
  }

  @Test
  void aShortLogIsKeptWhole() {
    window.expect(3);
    for (long seq = 1; seq <= 4; seq++) {
      add(seq);
    }
    assertEquals(1, window.firstSeq());
    assertEquals(4, window.from(1, 100).size());
  }
}
