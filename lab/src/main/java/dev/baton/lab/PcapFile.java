package dev.baton.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A capture file with nanosecond stamps, read while it is being written. */
final class PcapFile {
  private static final int MAGIC_NANOSECONDS = 0xA1B23C4D;
  private static final int FILE_HEADER_BYTES = 24;
  private static final int RECORD_HEADER_BYTES = 16;
  private static final int CAPTURED_LENGTH_OFFSET = 8;

  private final Path path;
  private long position;

  PcapFile(Path path) {
    this.path = path;
  }

  /** The frames since the last call; a record that is not complete yet is left for the next. */
  List<Frame> next() {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (channel.size() < FILE_HEADER_BYTES) {
        return List.of();
      }
      if (position == 0) {
        requireNanoseconds(bytesAt(channel, 0, FILE_HEADER_BYTES));
        position = FILE_HEADER_BYTES;
      }
      var unread = bytesAt(channel, position, Math.toIntExact(channel.size() - position));
      var frames = complete(unread);
      position += unread.position();
      return frames;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Frame> complete(ByteBuffer unread) {
    var frames = new ArrayList<Frame>();
    while (unread.remaining() >= RECORD_HEADER_BYTES) {
      int start = unread.position();
      int capturedBytes = unread.getInt(start + CAPTURED_LENGTH_OFFSET);
      if (unread.remaining() < RECORD_HEADER_BYTES + capturedBytes) {
        return frames;
      }
      long seconds = Integer.toUnsignedLong(unread.getInt(start));
      long nanos = Integer.toUnsignedLong(unread.getInt(start + 4));
      var bytes = new byte[capturedBytes];
      unread.get(start + RECORD_HEADER_BYTES, bytes);
      unread.position(start + RECORD_HEADER_BYTES + capturedBytes);
      frames.add(new Frame(TimeUnit.SECONDS.toNanos(seconds) + nanos, bytes));
    }
    return frames;
  }

  private static ByteBuffer bytesAt(FileChannel channel, long offset, int length)
      throws IOException {
    var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
      // The position of the buffer says how far it is.
    }
    return buffer.flip();
  }

  private static void requireNanoseconds(ByteBuffer header) {
    if (header.getInt(0) != MAGIC_NANOSECONDS) {
      throw new LabException("not a little-endian nanosecond capture");
    }
  }
}
