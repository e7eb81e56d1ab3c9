package dev.baton.events.chronicle;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * How many records were appended, in a file of its own: eight bytes in the page cache, set after
 * each append. Without it a lost tail would look like a log that ends there.
 */
final class Head {
  private static final String FILE = "log.head";
  private static final String ACKNOWLEDGED = "log.acked";
  private static final VarHandle SEQ =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final MappedByteBuffer mapped;

  private Head(MappedByteBuffer mapped) {
    this.mapped = mapped;
  }

  /** Durable when it returns. */
  static void create(Path directory) throws IOException {
    Files.write(directory.resolve(FILE), new byte[Long.BYTES]);
    Durability.force(directory.resolve(FILE));
  }

  static Head openForWriting(Path directory) throws IOException {
    return open(directory.resolve(FILE), FileChannel.MapMode.READ_WRITE, StandardOpenOption.WRITE);
  }

  static Head openForReading(Path directory) throws IOException {
    return open(directory.resolve(FILE), FileChannel.MapMode.READ_ONLY, StandardOpenOption.READ);
  }

  /**
   * How many of the records another's disk holds: a file of the same kind, made when first used.
   */
  static Head acknowledged(Path directory) throws IOException {
    var file = directory.resolve(ACKNOWLEDGED);
    if (!Files.exists(file)) {
      Files.write(file, new byte[Long.BYTES]);
    }
    return open(file, FileChannel.MapMode.READ_WRITE, StandardOpenOption.WRITE);
  }

  /** What that file says: one number, or none. */
  static List<Long> acknowledgedIn(Path directory) throws IOException {
    var file = directory.resolve(ACKNOWLEDGED);
    return Files.exists(file)
        ? List.of(open(file, FileChannel.MapMode.READ_ONLY, StandardOpenOption.READ).seq())
        : List.of();
  }

  private static Head open(Path file, FileChannel.MapMode mode, StandardOpenOption access)
      throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, access)) {
      if (channel.size() != Long.BYTES) {
        throw new IOException(file + " has " + channel.size() + " bytes instead of 8");
      }
      return new Head(channel.map(mode, 0, Long.BYTES));
    }
  }

  long seq() {
    return (long) SEQ.getAcquire((ByteBuffer) mapped, 0);
  }

  void advanceTo(long seq) {
    SEQ.setRelease((ByteBuffer) mapped, 0, seq);
  }

  void force() {
    mapped.force();
  }
}
