package dev.baton.events.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every log does. */
public abstract class EventLogContract {
  private EventLog log = new InMemoryEventLog(EventSamples.NODE, new LogId(0, 1), "", 1);

  /** An empty log of {@link EventSamples#NODE}. */
  protected abstract EventLog emptyLog() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    log.close();
    log = emptyLog();
  }

  @AfterEach
  final void close() {
    log.close();
  }

  @Test
  void anEmptyLogHasNothing() {
    assertEquals(0, log.lastSeq());
    assertEquals(Sha256.ZERO, log.lastHash());
    try (var reader = log.reader(1)) {
      assertEquals(new Read.End(), reader.next());
    }
  }

  @Test
  void recordsAreNumberedFromOneWithoutGaps() {
    for (int i = 1; i <= 1_000; i++) {
      assertEquals(i, log.append(draft(i)).seq());
      assertEquals(i, log.lastSeq());
    }
  }

  @Test
  void everyRecordCarriesTheDigestOfTheOneBefore() {
    var hash = Sha256.ZERO;
    for (int i = 1; i <= 10; i++) {
      var recorded = log.append(draft(i));
      assertEquals(hash, recorded.prevHash());
      hash = log.lastHash();
      assertEquals(read(i).getFirst().hash(), hash);
    }
  }

  @Test
  void everyEventIsReadAsItWasAppended() {
    var appended = new ArrayList<Recorded>();
    for (var event : EventSamples.all()) {
      appended.add(log.append(EventSamples.draft(event)));
    }
    var read = read(1);
    assertEquals(appended, read.stream().map(StoredRecord::recorded).toList());
    assertEquals(
        EventSamples.all(), read.stream().map(stored -> stored.recorded().event()).toList());
    for (var stored : read) {
      assertEquals(stored.hash(), Sha256.of(stored.original().toArray()));
      assertEquals(log.logId(), stored.recorded().envelope().id().logId());
      assertEquals(EventSamples.NODE, stored.recorded().envelope().id().node());
    }
  }

  @Test
  void aReaderBeginsWhereItIsAsked() {
    for (int i = 1; i <= 1_000; i++) {
      log.append(draft(i));
    }
    for (long from : new long[] {1, 2, 255, 256, 257, 258, 512, 513, 514, 999, 1_000}) {
      assertEquals(1_000 - from + 1, read(from).size());
      assertEquals(from, read(from).getFirst().recorded().seq());
    }
    assertEquals(List.of(), read(1_001));
  }

  @Test
  void thereIsNoRecordZero() {
    assertThrows(IllegalArgumentException.class, () -> log.reader(0));
  }

  @Test
  void aReaderAtTheEndGoesOnWhenMoreComes() {
    try (var reader = log.reader(1)) {
      for (int i = 1; i <= 300; i++) {
        assertEquals(new Read.End(), reader.next());
        var recorded = log.append(draft(i));
        assertEquals(recorded, found(reader.next()).recorded());
      }
    }
  }

  @Test
  void aReaderThatIsAheadWaitsForItsRecord() {
    try (var reader = log.reader(3)) {
      log.append(draft(1));
      log.append(draft(2));
      assertEquals(new Read.End(), reader.next());
      log.append(draft(3));
      assertEquals(3, found(reader.next()).recorded().seq());
    }
  }

  @Test
  void aRelayedRecordKeepsItsBytesItsChainAndItsIdentity() {
    try (var node =
        new InMemoryEventLog(EventSamples.PEER, new LogId(7, 8), EventSamples.BOOT, 9)) {
      node.append(draft(1));
      var original = node.append(draft(2));
      log.append(Draft.of(1, 1, Subject.NODE, new ControllerEvent.Alive()));
      var bytes = bytesOf(node, 2);

      var relayed = log.appendRelayed(bytes.toArray(), 12_345);

      assertEquals(2, relayed.seq());
      assertEquals(12_345, relayed.recordedAtNanos());
      assertEquals(original.envelope(), relayed.envelope());
      assertEquals(original.event(), relayed.event());
      assertEquals(original.prevHash(), relayed.prevHash());
      assertEquals(List.of(new StoredRecord(relayed, bytes)), read(2));
      var next = log.append(draft(3));
      assertEquals(List.of(next), read(3).stream().map(StoredRecord::recorded).toList());
    }
  }

  @Test
  void whatIsStoredIsGivenAsItIsReadLater() {
    try (var node =
        new InMemoryEventLog(EventSamples.PEER, new LogId(7, 8), EventSamples.BOOT, 9)) {
      var stored = new ArrayList<StoredRecord>();
      for (var event : EventSamples.all()) {
        stored.add(log.store(EventSamples.draft(event)));
        stored.add(log.storeRelayed(node.store(EventSamples.draft(event)), 12_345));
      }
      assertEquals(stored, read(1));
    }
  }

  @Test
  void anUnsoundForeignRecordIsRefusedAndChangesNothing() {
    log.append(draft(1));
    var hash = log.lastHash();
    assertThrows(IllegalArgumentException.class, () -> log.appendRelayed(new byte[200], 1));
    assertEquals(1, log.lastSeq());
    assertEquals(hash, log.lastHash());
    log.append(draft(2));
    assertEquals(2, read(1).size());
  }

  @Test
  void syncChangesNothing() {
    log.sync();
    log.append(draft(1));
    log.sync();
    log.sync();
    assertEquals(1, read(1).size());
  }

  @Test
  void aReaderInAnotherThreadSeesEveryRecordOnce() {
    int count = 20_000;
    var reading = CompletableFuture.supplyAsync(() -> countTo(count));
    for (int i = 1; i <= count; i++) {
      log.append(draft(i));
    }
    assertEquals(count, reading.join());
  }

  private long countTo(int count) {
    long seen = 0;
    try (var reader = log.reader(1)) {
      while (seen < count) {
        switch (reader.next()) {
          case Read.Found(var stored) -> {
            assertEquals(seen + 1, stored.recorded().seq());
            seen++;
          }
          case Read.End end -> Thread.onSpinWait();
          case Read.Damaged damaged -> throw new AssertionError(damaged);
        }
      }
    }
    return seen;
  }

  private List<StoredRecord> read(long fromSeq) {
    var records = new ArrayList<StoredRecord>();
    try (var reader = log.reader(fromSeq)) {
      while (reader.next() instanceof Read.Found(var stored)) {
        records.add(stored);
      }
      assertTrue(reader.next() instanceof Read.End);
    }
    return records;
  }

  private static StoredRecord.Bytes bytesOf(EventLog log, long seq) {
    try (EventReader reader = log.reader(seq)) {
      return found(reader.next()).original();
    }
  }

  private static StoredRecord found(Read read) {
    return assertInstanceOf(Read.Found.class, read).stored();
  }

  private static Draft draft(int number) {
    return Draft.of(
        EventSamples.WALL_NANOS + number,
        number,
        Subject.NODE,
        new NodeEvent.EventsDropped(number, "test"));
  }
}
