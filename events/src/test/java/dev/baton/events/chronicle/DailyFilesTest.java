package dev.baton.events.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.log.EventReader.Read;
import dev.baton.events.testkit.EventSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.threads.BusyTimedPauser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log over several days: four files of 300 records. */
class DailyFilesTest {
  private static final int DAYS = 4;
  private static final int A_DAY = 300;

  @TempDir Path temporary;
  private Path directory = Path.of("");
  private Instant now = Instant.parse("2026-11-22T23:59:00Z");

  @BeforeEach
  void writeFourDays() {
    directory = temporary.resolve("log");
    try (var log = Logs.opened(openNow())) {
      for (int day = 1; day <= DAYS; day++) {
        Logs.append(log, A_DAY);
        log.sync();
        now = now.plus(Duration.ofDays(1));
      }
    }
  }

  @Test
  void aDayHasAFile() throws IOException {
    assertEquals(
        List.of("20261122F.cq4", "20261123F.cq4", "20261124F.cq4", "20261125F.cq4"), files());
  }

  @Test
  void readersGoFromFileToFile() {
    assertEquals(DAYS * A_DAY, Logs.records(directory).size());
    assertEquals(new Read.End(), Logs.lastRead(directory));
  }

  @Test
  void aReopenedLogGoesOnAndFindsEveryRecord() {
    try (var log = Logs.opened(openNow())) {
      assertEquals(DAYS * A_DAY, log.lastSeq());
      Logs.append(log, A_DAY);
      for (long seq = 1; seq <= log.lastSeq(); seq += 37) {
        try (var reader = log.reader(seq)) {
          var found = assertInstanceOf(Read.Found.class, reader.next());
          assertEquals(seq, found.stored().recorded().seq());
        }
      }
    }
  }

  @Test
  void aClockThatGoesBackLosesNothing() {
    try (var log = Logs.opened(openNow())) {
      Logs.append(log, 1);
      now = now.minus(Duration.ofDays(2));
      Logs.append(log, A_DAY);
    }
    try (var log = Logs.opened(openNow())) {
      Logs.append(log, A_DAY - 1);
    }
    assertEquals((DAYS + 2) * A_DAY, Logs.records(directory).size());
    assertEquals(new Read.End(), Logs.lastRead(directory));
  }

  @Test
  void itsEpochGrowsWithEachOpeningAndIsNoLowerThanTheClock() {
    var moment = now.plus(Duration.ofMinutes(1));
    now = moment;
    for (int restart = 0; restart < 9; restart++) {
      try (var log = Logs.opened(openNow())) {
        assertEquals(moment.getEpochSecond() + restart, log.epoch(), "restarted within a second");
        Logs.append(log, 1);
      }
    }
    now = now.minus(Duration.ofDays(1));
    try (var log = Logs.opened(openNow())) {
      assertEquals(moment.getEpochSecond() + 9, log.epoch(), "after a step back");
    }
  }

  @Test
  void aMissingDayIsReported() throws IOException {
    Files.delete(directory.resolve(files().get(1)));
    var read = assertInstanceOf(Read.Damaged.class, Logs.lastRead(directory));
    assertEquals(A_DAY + 1, read.atSeq());
  }

  @Test
  void aMissingFirstDayKeepsTheLogFromBeingOpened() throws IOException {
    Files.delete(directory.resolve(files().getFirst()));
    var damaged = assertInstanceOf(Opening.Damaged.class, openNow());
    assertEquals(1, damaged.atSeq());
  }

  @Test
  void aMissingLastDayKeepsTheLogFromBeingOpened() throws IOException {
    Files.delete(directory.resolve(files().getLast()));
    var damaged = assertInstanceOf(Opening.Damaged.class, openNow());
    assertEquals((DAYS - 1) * A_DAY + 1, damaged.atSeq());
  }

  @Test
  void aForgedRecordOfAnOldDayIsFoundByTheRepair() throws IOException {
    Logs.forge(directory, directory.resolve(files().getFirst()), 100);
    Logs.opened(openNow()).close();
    var repaired = assertInstanceOf(LogRepair.Outcome.Repaired.class, LogRepair.of(directory));
    assertEquals(100, repaired.soundSeq());
    assertEquals(DAYS * A_DAY - 100, repaired.lostCount());
  }

  @Test
  void whatIsForgedDeepInTheLogIsFoundWhileItIsUsed() throws Exception {
    Logs.forge(directory, directory.resolve(files().getFirst()), 100);
    var found = new LinkedBlockingQueue<Read.Damaged>();
    try (var log = Logs.opened(openNow())) {
      log.keepChecking(found::add);
      Logs.append(log, 10);
      assertEquals(
          new Read.Damaged(101, "prevHash is not the digest of the record before"), found.take());
    }
  }

  @Test
  void aSoundLogIsCheckedWithoutAWord() throws Exception {
    try (var log = Logs.opened(openNow());
        var reader = log.chainReader()) {
      var found = new LinkedBlockingQueue<Read.Damaged>();
      var check = new BackgroundCheck(reader, log.lastSeq(), found::add);
      check.await();
      assertEquals(DAYS * A_DAY, reader.lastSeq());
      assertEquals(List.of(), List.copyOf(found));
    }
  }

  @Test
  void soManyOfTheNewestRecordsAreCheckedOnOpening() throws IOException {
    Logs.forge(directory, directory.resolve(files().get(DAYS - 2)), (DAYS - 2) * A_DAY + 50);
    try (var queue = QueueFiles.openForReading(directory, Options.AGENT)) {
      var identity =
          assertInstanceOf(LogIdentity.Reading.Found.class, LogIdentity.read(directory)).identity();
      var source =
          new ChronicleReader.Source(
              queue, Archives.in(directory), identity.logId(), new SeqIndex(), () -> DAYS * A_DAY);
      assertInstanceOf(Verification.Unsound.class, Verification.of(source, 2 * A_DAY));
      assertInstanceOf(Verification.Sound.class, Verification.of(source, A_DAY - 2));
    }
  }

  /** As a container does that is restarted with the pid of its killed predecessor. */
  @Test
  @Timeout(10)
  void theLockThatADeadWriterLeftIsBroken() {
    try (var queue =
        QueueFiles.openForWriting(directory, Options.AGENT, InstantSource.fixed(now))) {
      new TableStoreWriteLock(queue.metaStore(), BusyTimedPauser::new, 1_000L).lock();
    }
    try (var log = Logs.opened(openNow())) {
      Logs.append(log, 1);
      assertTrue(log.lastSeq() > DAYS * A_DAY);
    }
  }

  private Opening openNow() {
    return new LogDirectory(
            directory, EventSamples.NODE, EventSamples.BOOT, Options.AGENT, () -> now)
        .open();
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".cq4"))
          .sorted()
          .toList();
    }
  }
}
