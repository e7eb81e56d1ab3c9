package dev.baton.events.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.NodeEvent.EventsDropped;
import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import dev.baton.events.chronicle.LogRepair.Outcome;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a repair keeps, says, and leaves alone. */
class LogRepairTest {
  private static final int COUNT = 600;

  @TempDir Path temporary;
  private Path directory = Path.of("");
  private List<StoredRecord> before = List.of();

  @BeforeEach
  void makeLog() {
    directory = Logs.ofRecords(temporary.resolve("log"), COUNT);
    before = Logs.records(directory);
  }

  @Test
  void whatANewerVersionWroteIsLeftToIt() throws IOException {
    var newer = Logs.ofRecords(temporary.resolve("newer/log"), 20);
    Logs.becomeNewer(newer, 19);
    var said = assertInstanceOf(Outcome.Impossible.class, LogRepair.of(newer)).reason();
    assertTrue(said.contains("record 19"), said);
    assertTrue(said.contains("event type 1999 is unknown here"), said);
    assertTrue(
        said.endsWith("use the version of Baton that wrote it, as nothing is damaged"), said);
    assertEquals(18, Logs.records(newer).size());
    assertFalse(Files.exists(temporary.resolve("newer/log.damaged-1")));
  }

  @Test
  void aSoundLogIsLeftAlone() {
    assertEquals(new Outcome.Sound(COUNT), LogRepair.of(directory));
    assertEquals(before, Logs.records(directory));
    assertEquals(List.of("log", "log.lock"), siblings());
  }

  @Test
  void theSoundBeginningIsKeptAndTheLogSaysWhatIsMissing() throws IOException {
    Logs.damage(directory, 300);
    var repaired = assertInstanceOf(Outcome.Repaired.class, LogRepair.of(directory));
    assertEquals(299, repaired.soundSeq());
    assertEquals(301, repaired.lostCount());
    assertTrue(Files.exists(repaired.aside().resolve("log.id")));
    assertRepaired(299);
    var dropped = (EventsDropped) Logs.records(directory).get(299).recorded().event();
    assertEquals(301, dropped.droppedCount());
    assertTrue(dropped.where().contains("records 300 to 600"), dropped::where);
    assertTrue(dropped.where().contains("BAD_CHECKSUM"), dropped::where);
    assertEquals(List.of("log", "log.damaged-1", "log.lock"), siblings());
  }

  @Test
  void aForgedRecordWithTheRightChecksumEndsTheSoundBeginning() throws IOException {
    Logs.forge(directory, Logs.queueFile(directory), 300);
    assertEquals(
        new Read.Damaged(301, "prevHash is not the digest of the record before"),
        Logs.lastRead(directory));
    var repaired = assertInstanceOf(Outcome.Repaired.class, LogRepair.of(directory));
    assertEquals(300, repaired.soundSeq());
  }

  @Test
  void theRepairedLogGoesOnInAHigherEpochThanAnyThatWasLost() throws IOException {
    for (int opening = 0; opening < 5; opening++) {
      try (var log = Logs.opened(Logs.open(directory))) {
        Logs.append(log, 1);
      }
    }
    Logs.damage(directory, COUNT);
    assertInstanceOf(Outcome.Repaired.class, LogRepair.of(directory));
    try (var log = Logs.opened(Logs.open(directory))) {
      assertTrue(log.epoch() > 6, () -> "epoch " + log.epoch());
      Logs.append(log, 1);
    }
    assertEquals(new Read.End(), Logs.lastRead(directory));
  }

  @Test
  void theQueuesOwnTableIsMadeAnew() throws IOException {
    var garbage = new byte[64 * 1024];
    Arrays.fill(garbage, (byte) 0x5a);
    Files.write(directory.resolve("metadata.cq4t"), garbage);
    assertInstanceOf(Opening.Damaged.class, Logs.open(directory));
    var repaired = assertInstanceOf(Outcome.Repaired.class, LogRepair.of(directory));
    assertEquals(0, repaired.lostCount());
    assertRepaired(COUNT);
  }

  @Test
  void aLostIdentityIsLearntFromTheRecords() throws IOException {
    var logId = before.getFirst().recorded().envelope().id().logId();
    Files.delete(directory.resolve("log.id"));
    assertInstanceOf(Outcome.Repaired.class, LogRepair.of(directory));
    assertRepaired(COUNT);
    try (var log = Logs.stored(directory)) {
      assertEquals(logId, log.logId());
    }
  }

  @Test
  void aLostHeadIsCountedAgain() throws IOException {
    Files.delete(directory.resolve("log.head"));
    assertInstanceOf(Outcome.Repaired.class, LogRepair.of(directory));
    assertRepaired(COUNT);
  }

  @Test
  void aControllersLogKeepsTheNodesRecordsByteForByte() throws IOException {
    var controllers = temporary.resolve("controller");
    var opening =
        ChronicleEventLog.open(controllers, new NodeName("controller"), "boot", Options.CONTROLLER);
    try (var log = Logs.opened(opening)) {
      log.append(Draft.of(1, 1, Subject.NODE, new ControllerEvent.Started("0.1.0", 1)));
      before.forEach(stored -> log.appendRelayed(stored.original().toArray(), 5));
    }
    var relayed = Logs.records(controllers);
    Logs.damage(controllers, 201);
    Files.delete(controllers.resolve("log.id"));
    var repaired = assertInstanceOf(Outcome.Repaired.class, LogRepair.of(controllers));
    assertEquals(200, repaired.soundSeq());
    assertEquals(relayed.subList(0, 200), Logs.records(controllers).subList(0, 200));
    var again =
        ChronicleEventLog.open(controllers, new NodeName("controller"), "boot", Options.CONTROLLER);
    Logs.opened(again).close();
  }

  @Test
  void aRepairThatWasInterruptedIsFinishedByWhoOpensTheLog() throws IOException {
    Logs.damage(directory, 300);
    var repaired = assertInstanceOf(Outcome.Repaired.class, LogRepair.of(directory));
    var complete = Logs.records(directory);
    Files.move(directory, LogDirectory.repaired(directory));
    assertTrue(Files.exists(repaired.aside()));
    Logs.opened(Logs.open(directory)).close();
    assertEquals(complete, Logs.records(directory));
  }

  @Test
  void whereNothingCanBeReadNothingIsChanged() throws IOException {
    Files.write(Logs.queueFile(directory), new byte[4096]);
    assertInstanceOf(Outcome.Impossible.class, LogRepair.of(directory));
    assertEquals(List.of("log", "log.lock"), siblings());
    assertInstanceOf(Opening.Damaged.class, Logs.open(directory));
  }

  @Test
  void aLogThatIsWrittenOrIsNotThereIsNotTouched() {
    try (var log = Logs.opened(Logs.open(directory))) {
      assertEquals(new Outcome.Locked(ProcessHandle.current().pid()), LogRepair.of(directory));
      Logs.append(log, 1);
    }
    var none = temporary.resolve("none");
    assertInstanceOf(Outcome.Impossible.class, LogRepair.of(none));
    assertFalse(Files.exists(none));
  }

  private void assertRepaired(int soundCount) {
    var after = Logs.records(directory);
    assertEquals(before.subList(0, soundCount), after.subList(0, soundCount));
    assertEquals(soundCount + 1, after.size());
    assertEquals(new Read.End(), Logs.lastRead(directory));
    try (var log = Logs.opened(Logs.open(directory))) {
      Logs.append(log, 1);
    }
    assertEquals(soundCount + 2, Logs.records(directory).size());
  }

  private List<String> siblings() {
    try (var files = Files.list(temporary)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
