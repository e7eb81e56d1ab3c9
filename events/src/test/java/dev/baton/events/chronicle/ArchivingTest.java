package dev.baton.events.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.chronicle.Archiving.Outcome;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.testkit.EventSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log over several days, of which those that are over become archives. */
class ArchivingTest {
  private static final int DAYS = 4;
  private static final int A_DAY = 1_300;
  private static final Duration DAY = Duration.ofDays(1);
  private static final long ARCHIVED = (DAYS - 1) * A_DAY;

  @TempDir Path temporary;
  private Path directory = Path.of("");
  private Instant now = Instant.parse("2026-11-22T23:59:00Z");
  private List<StoredRecord> before = List.of();

  @BeforeEach
  void writeDays() {
    directory = temporary.resolve("log");
    try (var log = Logs.opened(openNow())) {
      for (int day = 1; day <= DAYS; day++) {
        Logs.append(log, A_DAY);
        log.sync();
        now = now.plus(Duration.ofDays(1));
      }
    }
    now = now.minus(Duration.ofDays(1));
    before = Logs.records(directory);
    assertEquals(DAYS * A_DAY, before.size());
  }

  @Test
  void daysThatAreOverBecomeArchivesAndTheLogIsTheSame() throws IOException {
    archiveAll();
    assertEquals(
        List.of(
            "20261122.records.gz", "20261123.records.gz", "20261124.records.gz", "20261125F.cq4"),
        days());
    assertTheSame();
  }

  @Test
  void anArchivedLogIsOpenedAndGoesOn() {
    archiveAll();
    for (int round = 1; round <= 3; round++) {
      now = now.plus(Duration.ofDays(round - 1));
      try (var log = Logs.opened(openNow())) {
        assertEquals(before.size(), log.lastSeq());
        assertEquals(before.getLast().hash(), log.lastHash());
        Logs.append(log, A_DAY);
        checkReaders(log);
      }
      before = Logs.records(directory);
      archiveAll();
      assertTheSame();
    }
  }

  @Test
  void aReaderFindsItsPlaceWhereverItBegins() {
    archiveAll();
    try (var log = Logs.stored(directory)) {
      for (long seq :
          new long[] {1, 2, 1_299, 1_300, 1_301, 1_302, ARCHIVED, ARCHIVED + 1, 5_000}) {
        try (var reader = log.reader(seq)) {
          for (long next = seq; next <= before.size(); next++) {
            assertEquals(new Read.Found(before.get((int) next - 1)), reader.next());
          }
          assertEquals(new Read.End(), reader.next());
        }
      }
    }
  }

  @Test
  void aReaderThatWasOnItsWayGoesOnInTheArchive() {
    for (int passed : new int[] {0, 1, 700, A_DAY, A_DAY + 1, 3 * A_DAY, DAYS * A_DAY}) {
      try (var log = Logs.opened(openNow());
          var other = Logs.stored(directory);
          var here = log.reader(1);
          var there = other.reader(1)) {
        for (int seq = 1; seq <= passed; seq++) {
          assertEquals(new Read.Found(before.get(seq - 1)), here.next());
          assertEquals(new Read.Found(before.get(seq - 1)), there.next());
        }
        archiveAll(log);
        for (var expected : before.subList(passed, before.size())) {
          assertEquals(new Read.Found(expected), here.next());
          assertEquals(new Read.Found(expected), there.next());
        }
        now = now.plus(Duration.ofDays(1));
        Logs.append(log, A_DAY);
        assertInstanceOf(Read.Found.class, here.next());
        assertInstanceOf(Read.Found.class, there.next());
      }
      before = Logs.records(directory);
    }
  }

  @Test
  void theLogIsWrittenAndReadWhileItIsArchived() throws Exception {
    try (var log = Logs.opened(openNow())) {
      var archived = CompletableFuture.runAsync(() -> archiveAll(log));
      var read = CompletableFuture.supplyAsync(() -> Logs.records(directory).size());
      while (!archived.isDone() || !read.isDone()) {
        Logs.append(log, 1);
      }
      archived.get();
      assertTrue(read.get() >= before.size(), () -> "read " + read.join());
      checkReaders(log);
    }
    assertEquals(before, Logs.records(directory).subList(0, before.size()));
  }

  @Test
  void aCrashAtAnyPointLosesNothing() throws IOException {
    var untouched = copy(directory, "untouched");
    archiveAll();
    var archive = directory.resolve("20261122" + DayArchive.SUFFIX);
    var whole = Files.readAllBytes(archive);
    for (int length : new int[] {0, 1, 1_000, whole.length - 1, whole.length}) {
      var part = copy(untouched, "part-" + length);
      Files.write(
          part.resolve("20261122" + DayArchive.SUFFIX + ".part"), Arrays.copyOf(whole, length));
      assertRecovers(part);
    }
    var named = copy(untouched, "named");
    Files.write(named.resolve(archive.getFileName()), whole);
    assertRecovers(named);
    // Deleted, and the queue's own table of its files does not say so yet.
    var deleted = copy(untouched, "deleted");
    Files.write(deleted.resolve(archive.getFileName()), whole);
    Files.delete(deleted.resolve("20261122F.cq4"));
    assertRecovers(deleted);
  }

  @Test
  void aDayWithoutARecordIsNotKept() {
    try (var queue = QueueFiles.openForWriting(directory, Options.AGENT, () -> now.plus(DAY));
        var appender = queue.createAppender();
        var document = appender.writingDocument()) {
      document.rollbackOnClose();
    }
    now = now.plus(Duration.ofDays(2));
    try (var log = Logs.opened(openNow())) {
      Logs.append(log, 1);
    }
    before = Logs.records(directory);
    archiveAll();
    assertEquals(DAYS + 1, days().size(), () -> days().toString());
    assertTheSame();
  }

  @Test
  void damageInAnArchiveIsNamedAndTheRecordsBeforeItAreKept() throws IOException {
    archiveAll();
    var archive = directory.resolve("20261123" + DayArchive.SUFFIX);
    Logs.flip(archive, 5_000, 3);
    var damaged = assertInstanceOf(Read.Damaged.class, Logs.lastRead(directory));
    assertTrue(damaged.reason().contains("20261123.records.gz"), damaged::reason);
    assertEquals(A_DAY + 1, damaged.atSeq());
    var repaired = assertInstanceOf(LogRepair.Outcome.Repaired.class, LogRepair.of(directory));
    assertEquals(A_DAY, repaired.soundSeq());
    assertEquals((DAYS - 1) * A_DAY, repaired.lostCount());
    assertEquals(before.subList(0, A_DAY), Logs.records(directory).subList(0, A_DAY));
    assertEquals(new Read.End(), Logs.lastRead(directory));
  }

  @Test
  void anArchiveThatIsCutOffOrMissingKeepsTheLogFromBeingOpened() throws IOException {
    archiveAll();
    var archive = directory.resolve("20261123" + DayArchive.SUFFIX);
    var whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length - 3));
    assertDamaged(A_DAY + 1, "20261123.records.gz");
    Files.delete(archive);
    assertDamaged(A_DAY + 1, "20261124.records.gz begins with record 2601");
    Files.write(archive, whole);
    assertTheSame();
  }

  @Test
  void anArchiveOfANewerVersionIsNeitherDamagedNorRepaired() throws IOException {
    archiveAll();
    var archive = directory.resolve("20261123" + DayArchive.SUFFIX);
    var bytes = Files.readAllBytes(archive);
    int endAt = bytes.length - DayArchive.END_MEMBER_BYTES + DayArchive.FIXED_BYTES;
    bytes[endAt]++;
    var crc = new CRC32C();
    crc.update(bytes, endAt, DayArchive.END_BYTES);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(endAt + DayArchive.END_BYTES, (int) crc.getValue());
    Files.write(archive, bytes);
    assertDamaged(A_DAY + 1, "NEWER_FORMAT: archive version 2");
    assertInstanceOf(LogRepair.Outcome.Impossible.class, LogRepair.of(directory));
  }

  @Test
  void aForgedRecordIsNotArchived() throws IOException {
    Logs.forge(directory, directory.resolve("20261122F.cq4"), 100);
    try (var log = Logs.opened(openNow())) {
      var failed = assertInstanceOf(Outcome.Failed.class, log.archiving().next());
      assertTrue(failed.reason().contains("damaged at record 101"), failed::reason);
    }
    assertTrue(Files.exists(directory.resolve("20261122F.cq4")));
    assertFalse(days().toString().contains("records.gz"), () -> days().toString());
  }

  @Test
  void aRepairKeepsWhatIsArchived() throws IOException {
    archiveAll();
    Logs.damage(directory, before.size() - 10);
    var repaired = assertInstanceOf(LogRepair.Outcome.Repaired.class, LogRepair.of(directory));
    assertEquals(before.size() - 11, repaired.soundSeq());
    var sound = before.subList(0, before.size() - 11);
    assertEquals(sound, Logs.records(directory).subList(0, sound.size()));
    before = Logs.records(directory);
    archiveAll();
    assertTheSame();
  }

  @Test
  void aLogWithoutItsFirstArchivesIsRepairedToWhatIsThere() throws IOException {
    archiveAll();
    Files.delete(directory.resolve("20261122" + DayArchive.SUFFIX));
    assertDamaged(1, "20261123.records.gz begins with record 1301");
    assertInstanceOf(LogRepair.Outcome.Repaired.class, LogRepair.of(directory));
    var after = Logs.records(directory);
    assertEquals(before.subList(A_DAY, before.size()), after.subList(0, after.size() - 1));
    assertTrue(
        after.getLast().recorded().event().toString().contains("records 1 to 1300 of this log"),
        () -> after.getLast().recorded().event().toString());
  }

  private void assertRecovers(Path crashed) throws IOException {
    directory = crashed;
    assertTheSame();
    archiveAll();
    assertEquals(DAYS, days().size(), () -> days().toString());
    assertTheSame();
    try (var log = Logs.opened(openNow())) {
      Logs.append(log, 1);
      checkReaders(log);
    }
  }

  private void assertDamaged(long atSeq, String words) {
    var damaged = assertInstanceOf(Opening.Damaged.class, openNow());
    assertEquals(atSeq, damaged.atSeq());
    assertTrue(damaged.reason().contains(words), damaged::reason);
    var read = assertInstanceOf(Read.Damaged.class, Logs.lastRead(directory));
    assertEquals(atSeq, read.atSeq());
    assertTrue(read.reason().contains(words), read::reason);
  }

  private void assertTheSame() {
    assertEquals(before, Logs.records(directory));
    assertEquals(new Read.End(), Logs.lastRead(directory));
    assertInstanceOf(LogRepair.Outcome.Sound.class, LogRepair.of(directory));
  }

  private static void checkReaders(ChronicleEventLog log) {
    for (long seq : new Random(1).longs(40, 1, log.lastSeq() + 1).toArray()) {
      try (var reader = log.reader(seq)) {
        var found = assertInstanceOf(Read.Found.class, reader.next());
        assertEquals(seq, found.stored().recorded().seq());
      }
    }
  }

  private void archiveAll() {
    try (var log = Logs.opened(openNow())) {
      archiveAll(log);
    }
  }

  private static void archiveAll(ChronicleEventLog log) {
    var archiving = log.archiving();
    var outcome = archiving.next();
    while (outcome instanceof Outcome.Archived) {
      outcome = archiving.next();
    }
    assertEquals(new Outcome.NothingToDo(), outcome);
  }

  private Opening openNow() {
    return new LogDirectory(
            directory, EventSamples.NODE, EventSamples.BOOT, Options.AGENT, () -> now)
        .open();
  }

  private Path copy(Path from, String name) throws IOException {
    var to = Files.createDirectories(temporary.resolve(name)).resolve("log");
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private List<String> days() {
    var names = new ArrayList<String>();
    try (var files = Files.list(directory)) {
      files.map(file -> file.getFileName().toString()).forEach(names::add);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return names.stream().filter(name -> name.startsWith("2026")).sorted().toList();
  }
}
