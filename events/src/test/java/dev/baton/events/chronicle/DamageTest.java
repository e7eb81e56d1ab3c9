package dev.baton.events.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.testkit.EventSamples;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the files, nobody is told that a damaged log is whole. */
class DamageTest {
  private static final int COUNT = 600;
  private static final int CHRONICLE_HEADER_BYTES = 4;

  @TempDir Path temporary;
  private Path directory = Path.of("");

  @BeforeEach
  void makeLog() {
    directory = Logs.ofRecords(temporary.resolve("log"), COUNT);
  }

  @Test
  void aWholeLogIsOpenedAsItWas() {
    assertEquals(new Read.End(), Logs.lastRead(directory));
    var records = Logs.records(directory);
    try (var log = Logs.opened(Logs.open(directory))) {
      assertEquals(COUNT, log.lastSeq());
      assertEquals(records.getLast().hash(), log.lastHash());
      Logs.append(log, 1);
    }
    assertEquals(COUNT + 1, Logs.records(directory).size());
  }

  @ParameterizedTest(name = "record {0}")
  @ValueSource(ints = {1, 2, 300, COUNT - 1, COUNT})
  void aFlippedBitInARecordIsReported(int seq) throws IOException {
    long at = positionOf(seq);
    int length = Logs.records(directory).get(seq - 1).original().length();
    for (int offset : new int[] {0, 5, 20, 61, length - 30, length - 1}) {
      flip(at + offset, 3);
      assertDamaged(seq, "offset " + offset);
      flip(at + offset, 3);
    }
    assertEquals(new Read.End(), Logs.lastRead(directory));
  }

  static IntStream headerBits() {
    return IntStream.range(0, 32);
  }

  @ParameterizedTest(name = "bit {0}")
  @MethodSource("headerBits")
  void aFlippedBitInAHeaderOfTheQueueIsReported(int bit) throws IOException {
    for (int seq : new int[] {1, 300, COUNT}) {
      long at = positionOf(seq) - CHRONICLE_HEADER_BYTES + bit / 8;
      flip(at, bit % 8);
      assertDamaged(seq, "header of record " + seq);
      flip(at, bit % 8);
    }
  }

  @ParameterizedTest(name = "record {0}")
  @ValueSource(ints = {2, 300, COUNT})
  void aFileCutInTheMiddleOfARecordIsReported(int seq) throws IOException {
    truncate(positionOf(seq) + 30);
    assertDamaged(seq, "cut");
  }

  @ParameterizedTest(name = "record {0}")
  @ValueSource(ints = {2, 300, COUNT})
  void aFileCutBetweenTwoRecordsIsReported(int seq) throws IOException {
    truncate(positionOf(seq) - CHRONICLE_HEADER_BYTES);
    assertDamaged(seq, "cut");
  }

  @Test
  void aMissingFileIsReported() throws IOException {
    Files.delete(Logs.queueFile(directory));
    assertInstanceOf(Opening.Damaged.class, Logs.open(directory));
    assertInstanceOf(Read.Damaged.class, Logs.lastRead(directory));
  }

  @Test
  void aMissingHeadIsReported() throws IOException {
    Files.delete(directory.resolve("log.head"));
    assertInstanceOf(Opening.Damaged.class, Logs.open(directory));
    assertInstanceOf(StoredLog.Opening.Unreadable.class, StoredLog.open(directory));
  }

  @Test
  void aMissingIdentityIsReported() throws IOException {
    Files.delete(directory.resolve("log.id"));
    assertInstanceOf(Opening.Damaged.class, Logs.open(directory));
  }

  @Test
  void anUnreadableIdentityIsReported() throws IOException {
    Files.writeString(directory.resolve("log.id"), "log 1\n");
    assertInstanceOf(Opening.Damaged.class, Logs.open(directory));
    assertInstanceOf(StoredLog.Opening.Unreadable.class, StoredLog.open(directory));
  }

  @Test
  void aDamagedLogIsSetAsideAndTheNewOneSaysSo() throws IOException {
    var logId = logId(directory);
    for (int round = 1; round <= 2; round++) {
      flip(positionOf(round == 1 ? 300 : 1) + 61, 0);
      try (var log = Logs.opened(Logs.openOrFork(directory))) {
        assertNotEquals(logId, log.logId());
        assertEquals(1, log.lastSeq());
        Logs.append(log, 3);
      }
      var fork =
          assertInstanceOf(
              NodeEvent.LogForked.class, Logs.records(directory).getFirst().recorded().event());
      assertEquals(logId, fork.previousLogId());
      assertEquals(round == 1 ? 299 : 0, fork.lastKnownSeq());
      assertTrue(fork.reason().contains("BAD_CHECKSUM"), fork.reason());
      assertTrue(Files.exists(temporary.resolve("log.damaged-" + round).resolve("log.id")));
      logId = logId(directory);
    }
  }

  @Test
  void aSoundLogIsForkedOnDemand() {
    var logId = logId(directory);
    var fork = new NodeEvent.LogForked(logId, 500, "the controller holds another record 501");
    var opening = ChronicleEventLog.fork(directory, EventSamples.NODE, "boot", Options.AGENT, fork);
    try (var log = Logs.opened(opening)) {
      assertNotEquals(logId, log.logId());
    }
    assertEquals(fork, Logs.records(directory).getFirst().recorded().event());
    assertEquals(COUNT, Logs.records(temporary.resolve("log.forked-1")).size());
  }

  @Test
  void anotherFormatIsRefusedAndChangesNothing() {
    var opening =
        ChronicleEventLog.openOrFork(directory, EventSamples.NODE, "boot", Options.CONTROLLER);
    assertInstanceOf(Opening.Unusable.class, opening);
    assertEquals(COUNT, Logs.records(directory).size());
  }

  private void assertDamaged(int seq, String what) {
    var damaged = assertInstanceOf(Opening.Damaged.class, Logs.open(directory), what);
    assertEquals(seq, damaged.atSeq(), () -> what + ": " + damaged.reason());
    var read = assertInstanceOf(Read.Damaged.class, Logs.lastRead(directory), what);
    assertEquals(seq, read.atSeq(), () -> what + ": " + read.reason());
  }

  private static LogId logId(Path directory) {
    try (var log = Logs.stored(directory)) {
      return log.logId();
    }
  }

  private long positionOf(int seq) throws IOException {
    return Logs.positionOf(directory, seq);
  }

  private void flip(long position, int bit) throws IOException {
    Logs.flip(Logs.queueFile(directory), position, bit);
  }

  private void truncate(long length) throws IOException {
    try (var channel = FileChannel.open(Logs.queueFile(directory), StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
