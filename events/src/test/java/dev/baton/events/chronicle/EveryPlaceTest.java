package dev.baton.events.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A log is damaged at every kind of place, the queue's own structures included. Whatever it is: a
 * reader gives no wrong record and no shorter log, who wants to write is not given a log that lacks
 * some, and a repair and an agent's fork each give a log that can be written.
 */
class EveryPlaceTest {
  private static final int COUNT = 40;
  private static final long SEED = 20261123;

  @TempDir Path temporary;

  /** The queue's header and index lie before the first record; then come the records. */
  static Stream<Long> places() throws IOException {
    var directory = Logs.ofRecords(Files.createTempDirectory("places").resolve("log"), COUNT);
    long first = Logs.positionOf(directory, 1);
    long end = Logs.positionOf(directory, COUNT) + 200;
    var random = new Random(SEED);
    return Stream.of(
            IntStream.range(0, 16).mapToLong(word -> word * 4L),
            random.longs(12, 64, first).limit(12),
            random.longs(24, first, end).limit(24))
        .flatMap(stream -> stream.boxed());
  }

  @ParameterizedTest(name = "byte {0}")
  @MethodSource("places")
  void ofTheQueuesFile(long position) throws IOException {
    checkAll(directory -> Logs.flip(Logs.queueFile(directory), position, (int) (position % 8)));
  }

  @ParameterizedTest(name = "byte {0}")
  @ValueSource(ints = {0, 1, 16, 60, 100, 200, 300})
  void ofTheQueuesTable(int position) throws IOException {
    checkAll(directory -> Logs.flip(directory.resolve("metadata.cq4t"), position, 2));
  }

  @ParameterizedTest(name = "byte {0}")
  @ValueSource(ints = {0, 4, 20, 37, 45, 60})
  void ofTheIdentity(int position) throws IOException {
    checkAll(directory -> Logs.flip(directory.resolve("log.id"), position, 0));
  }

  @ParameterizedTest(name = "byte {0}")
  @ValueSource(ints = {0, 1, 7})
  void ofTheHead(int position) throws IOException {
    checkAll(directory -> Logs.flip(directory.resolve("log.head"), position, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log.id", "log.head", "metadata.cq4t", "queue"})
  void ofAnyFileThatIsEmptyOrGone(String name) throws IOException {
    checkAll(directory -> Files.write(file(directory, name), new byte[0]));
    checkAll(directory -> Files.delete(file(directory, name)));
    checkAll(directory -> Files.write(file(directory, name), new byte[3]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log.id", "log.head", "queue"})
  void ofAFileThatIsAnotherLogs(String name) throws IOException {
    var other = Logs.ofRecords(temporary.resolve("other"), COUNT + 7);
    checkAll(
        directory -> Files.write(file(directory, name), Files.readAllBytes(file(other, name))));
  }

  private static Path file(Path directory, String name) throws IOException {
    return "queue".equals(name) ? Logs.queueFile(directory) : directory.resolve(name);
  }

  private interface Damage {
    void to(Path directory) throws IOException;
  }

  private int round;

  private void checkAll(Damage damage) throws IOException {
    round++;
    var whole = Logs.ofRecords(temporary.resolve("whole-" + round).resolve("log"), COUNT);
    var records = Logs.records(whole);
    damage.to(whole);
    for (var check : List.<Check>of(this::check, this::checkRepair, this::checkFork)) {
      var copy = copy(whole);
      check.of(copy, records);
    }
  }

  private interface Check {
    void of(Path directory, List<StoredRecord> records) throws IOException;
  }

  private void check(Path directory, List<StoredRecord> records) {
    checkReading(directory, records);
    switch (Logs.open(directory)) {
      case Opening.Opened(var log) -> {
        try (log) {
          assertEquals(COUNT, log.lastSeq());
          Logs.append(log, 1);
        }
        var after = Logs.records(directory);
        assertEquals(records, after.subList(0, COUNT));
        assertEquals(COUNT + 1, after.size());
      }
      case Opening.Damaged damaged -> assertSentence(damaged.reason());
      case Opening.Unusable(var reason) -> assertSentence(reason);
      case Opening.Locked locked -> throw new AssertionError(locked);
    }
  }

  /** A reader finds all, or says that it does not. */
  private static void checkReading(Path directory, List<StoredRecord> records) {
    switch (StoredLog.open(directory)) {
      case StoredLog.Opening.Unreadable(var reason) -> assertSentence(reason);
      case StoredLog.Opening.Opened(var log) -> {
        try (log;
            var reader = log.reader(1)) {
          var found = new ArrayList<StoredRecord>();
          var read = reader.next();
          while (read instanceof Read.Found(var stored)) {
            found.add(stored);
            read = reader.next();
          }
          assertEquals(records.subList(0, found.size()), found);
          if (read instanceof Read.Damaged(_, var reason)) {
            assertSentence(reason);
          } else {
            assertEquals(COUNT, found.size());
          }
        }
      }
    }
  }

  private void checkRepair(Path directory, List<StoredRecord> records) {
    switch (LogRepair.of(directory)) {
      case LogRepair.Outcome.Sound(var lastSeq) -> assertEquals(COUNT, lastSeq);
      case LogRepair.Outcome.Repaired repaired -> {
        int sound = (int) repaired.soundSeq();
        var after = Logs.records(directory);
        assertEquals(records.subList(0, sound), after.subList(0, sound));
        assertEquals(sound + 1, after.size());
        Logs.opened(Logs.open(directory)).close();
      }
      case LogRepair.Outcome.Impossible(var reason) -> {
        assertSentence(reason);
      }
      case LogRepair.Outcome.Locked locked -> throw new AssertionError(locked);
    }
  }

  private void checkFork(Path directory, List<StoredRecord> records) {
    try (var log = Logs.opened(Logs.openOrFork(directory))) {
      assertTrue(log.lastSeq() == 1 || log.lastSeq() == COUNT, "a log of " + log.lastSeq());
      Logs.append(log, 2);
    }
    assertEquals(new Read.End(), Logs.lastRead(directory));
  }

  private static void assertSentence(String text) {
    assertTrue(!text.contains("\n") && !text.contains("Exception"), text);
  }

  private Path copy(Path whole) throws IOException {
    var to = Files.createTempDirectory(temporary, "copy").resolve("log");
    Files.createDirectories(to);
    try (var files = Files.list(whole)) {
      files.forEach(file -> copyFile(file, to.resolve(file.getFileName())));
    }
    return to;
  }

  private static void copyFile(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
