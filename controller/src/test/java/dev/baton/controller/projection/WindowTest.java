package dev.baton.controller.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    assertEquals(20_001, window.firstSeq());
    assertEquals(20_001, seqOfFirstFrom(20_001));
    assertThrows(IllegalArgumentException.class, () -> window.from(20_000, 1));
  }

  @Test
  void whatWouldLeaveItBeforeTheEndThatIsExpectedIsNotKept() {
    window.expect(50_000);
    for (long seq = 1; seq <= 29_999; seq++) {
      add(seq);
    }
    assertEquals(30_000, window.firstSeq());
    assertEquals(0, window.from(30_000, 1).size());
    for (long seq = 30_000; seq <= 50_010; seq++) {
      add(seq);
    }
    assertEquals(30_001, window.firstSeq());
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
