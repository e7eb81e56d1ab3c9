package dev.baton.lab.bench.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** What the log is compared with: the bytes of the same records, and nothing else done to them. */
record RawAppends(List<byte[]> records, int count) {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BLOCK_BYTES = 4 << 20;

  /**
   * A file, written in pieces of 64 KiB.
   *
   * @param groupNanos how often it is made durable; 0 for never
   */
  Pace toFile(Path directory, long groupNanos) throws IOException {
    Files.createDirectories(directory);
    var buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (var file =
        FileChannel.open(
            directory.resolve("records"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      var pace = Pace.begin();
      long syncedNanos = System.nanoTime();
      long bytes = 0;
      for (int i = 0; i < count; i++) {
        var record = records.get(i % records.size());
        if (buffer.remaining() < record.length) {
          drain(buffer, file);
        }
        buffer.put(record);
        bytes += record.length;
        if (groupNanos > 0 && System.nanoTime() - syncedNanos >= groupNanos) {
          drain(buffer, file);
          file.force(false);
          syncedNanos = System.nanoTime();
        }
      }
      drain(buffer, file);
      if (groupNanos > 0) {
        file.force(false);
      }
      return pace.end(count, bytes);
    }
  }

  /** A Chronicle queue with the log's roll cycle and block size. */
  Pace toQueue(Path directory) {
    try (var queue =
            SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .rollTime(LocalTime.MIDNIGHT, ZoneOffset.UTC)
                .blockSize(BLOCK_BYTES)
                .build();
        var appender = queue.createAppender()) {
      var pace = Pace.begin();
      long bytes = 0;
      for (int i = 0; i < count; i++) {
        var record = records.get(i % records.size());
        try (var document = appender.writingDocument()) {
          Objects.requireNonNull(document.wire(), "an open document has one").bytes().write(record);
        }
        bytes += record.length;
      }
      return pace.end(count, bytes);
    }
  }

  private static void drain(ByteBuffer buffer, FileChannel file) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }
}
