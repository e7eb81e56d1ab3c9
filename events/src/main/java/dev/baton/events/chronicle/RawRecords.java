package dev.baton.events.chronicle;

import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Decoded;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.TreeMap;

/**
 * Finds records in the archives, and in the queue's files by their own length and checksum alone:
 * whatever became of the queue's headers, indexes and tables, a sound record is found.
 */
final class RawRecords {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int ALIGNMENT_BYTES = 4;

  /** Less than any record has. */
  private static final int LEAST_BYTES = 96;

  private static final int MOST_BYTES = 1 << 20;
  private static final int FRAME_VERSION_AT = 4;
  private static final int DAY_LETTERS = 8;

  private RawRecords() {}

  /** Told of each record, in the order of the files. */
  interface Visitor {
    /** Returns whether to go on. */
    boolean found(byte[] record, Decoded.Ok decoded);
  }

  static void in(Path directory, Visitor visitor) throws IOException {
    for (var file : files(directory)) {
      boolean isArchive = file.toString().endsWith(DayArchive.SUFFIX);
      if (!(isArchive ? unpack(file, visitor) : scan(file, visitor))) {
        return;
      }
    }
  }

  /** In the order of the days; of a day that has both, the queue's file is the older copy. */
  private static Collection<Path> files(Path directory) throws IOException {
    var byDay = new TreeMap<String, Path>();
    try (var files = Files.list(directory)) {
      files
          .filter(file -> file.toString().endsWith(".cq4"))
          .forEach(file -> byDay.put(day(file), file));
    }
    Archives.files(directory).forEach(file -> byDay.putIfAbsent(day(file), file));
    return byDay.values();
  }

  private static String day(Path file) {
    var name = file.getFileName().toString();
    return name.substring(0, Math.min(name.length(), DAY_LETTERS));
  }

  /** What of an archive can be unpacked, up to the first damage. */
  private static boolean unpack(Path file, Visitor visitor) {
    try (var records = DayArchiveReader.open(file, 1)) {
      for (var record = records.next(); record.length > 0; record = records.next()) {
        if (RecordCodec.decode(record) instanceof Decoded.Ok ok && !visitor.found(record, ok)) {
          return false;
        }
      }
    } catch (IOException e) {
      // What is not there is missing, as the number of the next record shows.
    }
    return true;
  }

  private static boolean scan(Path file, Visitor visitor) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ);
        var arena = Arena.ofConfined()) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      long at = 0;
      while (at + LEAST_BYTES <= bytes.byteSize()) {
        var record = recordAt(bytes, at);
        if (record.length > 0 && RecordCodec.decode(record) instanceof Decoded.Ok ok) {
          if (!visitor.found(record, ok)) {
            return false;
          }
          at += record.length - record.length % ALIGNMENT_BYTES;
        } else {
          at += ALIGNMENT_BYTES;
        }
      }
      return true;
    }
  }

  /** The bytes from there on if they could be a record; else none. */
  private static byte[] recordAt(MemorySegment bytes, long at) {
    int length = bytes.get(INT, at);
    boolean isPossible =
        length >= LEAST_BYTES
            && length <= MOST_BYTES
            && at + length <= bytes.byteSize()
            && bytes.get(ValueLayout.JAVA_BYTE, at + FRAME_VERSION_AT) == RecordCodec.FRAME_VERSION;
    return isPossible ? bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE) : new byte[0];
  }
}
