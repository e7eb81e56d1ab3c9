package dev.baton.controller.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentDigestsTest {
  private final RecentDigests recent = new RecentDigests();

  @Test
  void whatIsHeldIsKnownFromEveryOther() {
    add(1, 10);
    add(11, 300);
    for (long seq = 1; seq <= 300; seq++) {
      assertFalse(recent.holdsAnother(seq, digest(seq)), "the same " + seq);
      assertTrue(recent.holdsAnother(seq, digest(seq + 1)), "another " + seq);
    }
  }

  @Test
  void ofWhatIsNotHeldNothingIsKnown() {
    add(100, 200);
    assertFalse(recent.holdsAnother(99, digest(1)));
    assertFalse(recent.holdsAnother(201, digest(1)));
    assertFalse(new RecentDigests().holdsAnother(1, digest(1)));
  }

  @Test
  void theOldestMakeRoomForTheNewest() {
    for (long seq = 1; seq <= 50_000; seq += 100) {
      add(seq, seq + 99);
    }
    long known =
        LongStream.rangeClosed(1, 50_000)
            .filter(seq -> recent.holdsAnother(seq, digest(0)))
            .count();
    assertEquals(2_048, known);
    assertTrue(recent.holdsAnother(50_000, digest(0)));
    assertFalse(recent.holdsAnother(50_000, digest(50_000)));
    assertFalse(recent.holdsAnother(50_000 - 2_048, digest(0)));
  }

  private void add(long firstSeq, long lastSeq) {
    List<Sha256> digests = new ArrayList<>();
    for (long seq = firstSeq; seq <= lastSeq; seq++) {
      digests.add(digest(seq));
    }
    recent.add(lastSeq, digests);
  }

  private static Sha256 digest(long seq) {
    return new Sha256(seq, 1, 2, 3);
  }
}
