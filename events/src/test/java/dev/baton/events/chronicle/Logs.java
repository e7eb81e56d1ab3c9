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
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

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
    return positionIn(queueFile(directory), record);
  }

  private static long positionIn(Path file, byte[] record) throws IOException {
    var bytes = Files.readAllBytes(file);
    for (int at = 0; at + record.length <= bytes.length; at++) {
      if (Arrays.equals(record, 0, record.length, bytes, at, at + record.length)) {
        return at;
      }
    }
    throw new AssertionError("the record is not in " + file);
  }

  static void flip(Path file, long position, int bit) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.allocate(1);
      channel.read(buffer, position);
      buffer.put(0, (byte) (buffer.get(0) ^ (1 << bit)));
      channel.write(buffer.flip(), position);
    }
  }

  /** Puts another time into that record, and the checksum that it must have then. */
  static void forge(Path directory, Path queueFile, int seq) throws IOException {
    change(directory, queueFile, seq, bytes -> bytes.putLong(28, bytes.getLong(28) + 1));
  }

  /** Makes that record one of a type that only a newer version knows. */
  static void becomeNewer(Path directory, int seq) throws IOException {
    change(directory, queueFile(directory), seq, bytes -> bytes.putShort(6, (short) 1999));
  }

  private static void change(Path directory, Path queueFile, int seq, Consumer<ByteBuffer> change)
      throws IOException {
    var record = records(directory).get(seq - 1).original().toArray();
    long position = positionIn(queueFile, record);
    var bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    change.accept(bytes);
    var crc = new CRC32C();
    crc.update(record, 0, record.length - 4);
    bytes.putInt(record.length - 4, (int) crc.getValue());
    try (var channel = FileChannel.open(queueFile, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(record), position);
    }
  }

  /** Flips a bit in the middle of that record. */
  static void damage(Path directory, int seq) throws IOException {
    flip(queueFile(directory), positionOf(directory, seq) + 61, 0);
  }
}
