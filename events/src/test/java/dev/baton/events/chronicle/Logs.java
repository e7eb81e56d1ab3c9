package dev.baton.events.chronicle;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.events.Draft;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.testkit.EventSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Logs for tests. */
final class Logs {
  private Logs() {}

  static Opening open(Path directory) {
    return ChronicleEventLog.open(directory, EventSamples.NODE, EventSamples.BOOT, Options.AGENT);
  }

  static Opening openOrFork(Path directory) {
    return ChronicleEventLog.openOrFork(
        directory, EventSamples.NODE, EventSamples.BOOT, Options.AGENT);
  }

  static ChronicleEventLog opened(Opening opening) {
    return assertInstanceOf(Opening.Opened.class, opening).log();
  }

  static void append(ChronicleEventLog log, int count) {
    for (int i = 0; i < count; i++) {
      long number = log.lastSeq() + 1;
      log.append(
          Draft.of(number, number, Subject.NODE, new NodeEvent.EventsDropped(number, "test")));
    }
  }

  /** A closed log of so many records. */
  static Path ofRecords(Path directory, int count) {
    try (var log = opened(open(directory))) {
      append(log, count);
      log.sync();
    }
    return directory;
  }

  static List<StoredRecord> records(Path directory) {
    var records = new ArrayList<StoredRecord>();
    try (var log = stored(directory);
        var reader = log.reader(1)) {
      while (reader.next() instanceof Read.Found(var stored)) {
        records.add(stored);
      }
    }
    return records;
  }

  /** What a reader from the first record ends with. */
  static Read lastRead(Path directory) {
    try (var log = stored(directory);
        var reader = log.reader(1)) {
      var read = reader.next();
      while (read instanceof Read.Found) {
        read = reader.next();
      }
      return read;
    }
  }

  static StoredLog stored(Path directory) {
    return assertInstanceOf(StoredLog.Opening.Opened.class, StoredLog.open(directory)).log();
  }

  /** The newest queue file. */
  static Path queueFile(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList().getLast();
    }
  }

  /** Where the bytes of that record begin in the newest queue file. */
  static long positionOf(Path directory, int seq) throws IOException {
    var record = records(directory).get(seq - 1).original().toArray();
    var file = Files.readAllBytes(queueFile(directory));
    for (int at = 0; at + record.length <= file.length; at++) {
      if (Arrays.equals(record, 0, record.length, file, at, at + record.length)) {
        return at;
      }
    }
    throw new AssertionError("record " + seq + " is not in the file");
  }

  static void flip(Path file, long position, int bit) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.allocate(1);
      channel.read(buffer, position);
      buffer.put(0, (byte) (buffer.get(0) ^ (1 << bit)));
      channel.write(buffer.flip(), position);
    }
  }

  /** Flips a bit in the middle of that record. */
  static void damage(Path directory, int seq) throws IOException {
    flip(queueFile(directory), positionOf(directory, seq) + 61, 0);
  }
}
