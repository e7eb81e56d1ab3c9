package dev.baton.lab;

import dev.baton.agent.link.RunDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What engines have reported and their steward has not yet written into its log: on a busy machine
 * the wire shows first what the log has a moment later.
 */
final class Unwritten {
  /** Up to where the writer of each ring had come. */
  private final Map<Path, Long> reported = new HashMap<>();

  private Unwritten() {}

  /** What is unwritten now. */
  static Unwritten of(Path data) {
    var unwritten = new Unwritten();
    for (var run : RunDirectory.list(RunDirectory.rootFor(data))) {
      long tail = position(run.events(), RingBufferDescriptor.TAIL_POSITION_OFFSET, 0);
      unwritten.reported.put(run.events(), tail);
    }
    return unwritten;
  }

  /** Whether it has been written meanwhile. */
  boolean isWritten() {
    return reported.entrySet().stream().allMatch(one -> isTakenOut(one.getKey(), one.getValue()));
  }

  /** A ring that is gone was emptied before. */
  private static boolean isTakenOut(Path ring, long tail) {
    return position(ring, RingBufferDescriptor.HEAD_POSITION_OFFSET, Long.MAX_VALUE) >= tail;
  }

  private static long position(Path ring, int offset, long otherwise) {
    try (var channel = FileChannel.open(ring)) {
      long capacity = channel.size() - RingBufferDescriptor.TRAILER_LENGTH;
      var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
      boolean isRead = capacity >= 0 && channel.read(bytes, capacity + offset) == Long.BYTES;
      return isRead ? bytes.getLong(0) : otherwise;
    } catch (IOException e) {
      return otherwise;
    }
  }
}
