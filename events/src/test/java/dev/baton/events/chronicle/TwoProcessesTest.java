package dev.baton.events.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.log.EventReader.Read;
import dev.baton.events.testkit.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesTest {
  @TempDir Path temporary;

  @Test
  void aLogWhoseWriterIsKilledIsReopenedWhole() throws Exception {
    var directory = temporary.resolve("log");
    long before = 0;
    long epoch = 0;
    for (int round = 1; round <= 3; round++) {
      try (var child = ChildProcess.start(AppendUntilKilled.class, directory.toString())) {
        long seen = child.nextNumber();
        while (seen < before + 1_000L * round) {
          seen = child.nextNumber();
        }
        long printed = child.kill(seen);
        try (var log = Logs.opened(Logs.open(directory))) {
          assertTrue(log.lastSeq() >= printed, log.lastSeq() + " of " + printed);
          assertTrue(log.epoch() > epoch, log.epoch() + " after " + epoch);
          epoch = log.epoch();
          Logs.append(log, 1);
          before = log.lastSeq();
        }
      }
    }
    assertEquals(before, Logs.records(directory).size());
    assertEquals(new Read.End(), Logs.lastRead(directory));
  }

  @Test
  void aLogWhoseWriterIsKilledWhileItArchivesIsWhole() throws Exception {
    var directory = temporary.resolve("log");
    long before = 0;
    for (int year = 2027; year <= 2030; year++) {
      var from = year + "-01-01T00:00:00Z";
      try (var child = ChildProcess.start(ArchiveUntilKilled.class, directory.toString(), from)) {
        long seen = child.nextNumber();
        while (seen < before + 700L) {
          seen = child.nextNumber();
        }
        long printed = child.kill(seen);
        before = Logs.records(directory).size();
        assertTrue(before >= printed, before + " of " + printed);
        assertEquals(new Read.End(), Logs.lastRead(directory));
        Logs.opened(Logs.open(directory)).close();
      }
    }
    assertFalse(Archives.files(directory).isEmpty());
  }

  @Test
  void aSecondWriterIsToldWhoHasTheLog() throws Exception {
    var directory = temporary.resolve("log");
    try (var child = ChildProcess.start(AppendUntilKilled.class, directory.toString())) {
      child.nextNumber();
      assertEquals(new Opening.Locked(child.pid()), Logs.open(directory));
      assertEquals(new Opening.Locked(child.pid()), Logs.openOrFork(directory));
      child.nextNumber();
    }
  }

  @Test
  void aSecondWriterInTheSameProcessIsRefusedToo() {
    var directory = temporary.resolve("log");
    var self = new Opening.Locked(ProcessHandle.current().pid());
    try (var log = Logs.opened(Logs.open(directory))) {
      assertEquals(self, Logs.open(directory));
      assertEquals(self, Logs.open(directory));
      Logs.append(log, 1);
    }
    Logs.opened(Logs.open(directory)).close();
  }

  @Test
  void anotherProcessReadsWhatIsBeingWritten() throws Exception {
    var directory = temporary.resolve("log");
    try (var child = ChildProcess.start(AppendUntilKilled.class, directory.toString())) {
      long goal = child.nextNumber() + 5_000;
      try (var log = Logs.stored(directory);
          var reader = log.reader(1)) {
        while (reader.lastSeq() < goal) {
          switch (reader.next()) {
            case Read.Found found -> {}
            case Read.End end -> Thread.onSpinWait();
            case Read.Damaged damaged -> throw new AssertionError(damaged);
          }
        }
      }
    }
  }

  @Test
  void readingChangesNothing() throws Exception {
    var directory = Logs.ofRecords(temporary.resolve("log"), 10);
    var file = Logs.queueFile(directory);
    var before = Files.readAllBytes(file);
    assertEquals(10, Logs.records(directory).size());
    assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(file)));
    assertFalse(StoredLog.open(temporary.resolve("none")) instanceof StoredLog.Opening.Opened);
    assertFalse(Files.exists(temporary.resolve("none")));
  }
}
