package dev.baton.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.events.LogId;
import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.tool.LogMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The records of a log on disk, also while somebody writes it. */
record Records(LogId logId, List<StoredRecord> all) {
  Records {
    all = List.copyOf(all);
  }

  /** Of the agent or the controller with that data directory. */
  static Records in(Path data) {
    return of(data.resolve("log"));
  }

  /** Of the log in that directory. */
  static Records of(Path directory) {
    try (var log =
            assertInstanceOf(StoredLog.Opening.Opened.class, StoredLog.open(directory)).log();
        var reader = log.reader(1)) {
      var all = new ArrayList<StoredRecord>();
      var read = reader.next();
      while (read instanceof Read.Found(var stored)) {
        all.add(stored);
        read = reader.next();
      }
      assertEquals(new Read.End(), read);
      return new Records(log.logId(), all);
    }
  }

  /** How many the log has, as its writer noted; 0 when there is none. */
  static long lastSeq(Path data) {
    try {
      var head = data.resolve("log/log.head");
      return Files.exists(head) && Files.size(head) == Long.BYTES
          ? ByteBuffer.wrap(Files.readAllBytes(head)).order(ByteOrder.LITTLE_ENDIAN).getLong()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The logs that were set aside there. */
  static List<Path> replaced(Path data) {
    try (var files = Files.list(data)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("log."))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of those that were first written to that log, in order. */
  List<StoredRecord.Bytes> writtenTo(LogId origin) {
    return all.stream()
        .filter(stored -> stored.recorded().envelope().id().logId().equals(origin))
        .map(StoredRecord::original)
        .toList();
  }

  /** The bytes of this log's own. */
  List<StoredRecord.Bytes> own() {
    return writtenTo(logId);
  }

  /** The simple names of the types of its events, in order. */
  static List<String> types(Path data) {
    return in(data).all.stream()
        .map(stored -> stored.recorded().event().getClass().getSimpleName())
        .toList();
  }

  /** Flips a bit in the middle of that record. */
  static void damage(Path data, int seq) {
    var record = in(data).all.get(seq - 1).original().toArray();
    try (var files = Files.list(data.resolve("log"))) {
      var newest =
          files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList().getLast();
      var bytes = Files.readAllBytes(newest);
      int at = 0;
      while (!Arrays.equals(record, 0, record.length, bytes, at, at + record.length)) {
        at++;
      }
      bytes[at + 61] ^= 1;
      Files.write(newest, bytes, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What `baton log verify` says against the log in that data directory; empty is nothing. */
  static String complaint(Path data) {
    var out = new StringWriter();
    int exitCode =
        LogMain.run(
            new PrintWriter(out), new PrintWriter(out), "verify", "--data", data.toString());
    return exitCode == 0 ? "" : out.toString();
  }
}
