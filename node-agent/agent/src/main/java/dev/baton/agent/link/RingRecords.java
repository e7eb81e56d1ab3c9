package dev.baton.agent.link;

import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.HEAD_CACHE_POSITION_OFFSET;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.agrona.BitUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;

/**
 * Looks at a ring before Agrona reads or writes it, which believes every length and every position.
 */
final class RingRecords {
  private static final int PADDING = -1;
  // A writer needs far less than a microsecond for a record, and a process that stands still in the
  // middle of one for as long as this is not coming back.
  private static final long LONGEST_WRITE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long NOT_WAITING = -1;

  private final OneToOneRingBuffer ring;
  private final LongSupplier nanos;
  private long awaitedPosition = NOT_WAITING;
  private long awaitedSinceNanos;

  RingRecords(OneToOneRingBuffer ring, LongSupplier nanos) {
    this.ring = ring;
    this.nanos = nanos;
  }

  /** Whether a writer can go by the positions that stand there. */
  boolean canTakeMore() {
    AtomicBuffer buffer = ring.buffer();
    long knownHead = buffer.getLong(ring.capacity() + HEAD_CACHE_POSITION_OFFSET);
    long head = ring.consumerPosition();
    long tail = ring.producerPosition();
    return knownHead >= 0
        && knownHead <= head
        && head <= tail
        && tail - knownHead <= ring.capacity()
        && tail % RecordDescriptor.ALIGNMENT == 0;
  }

  /**
   * Whether there is a whole record, of a length and at a place that a writer can have given it.
   */
  boolean hasNext() {
    long head = ring.consumerPosition();
    long pending = ring.producerPosition() - head;
    if (head < 0 || head % RecordDescriptor.ALIGNMENT != 0) {
      throw new DamagedRing("its reader stands at " + head);
    }
    if (pending < 0 || pending > ring.capacity() || pending % RecordDescriptor.ALIGNMENT != 0) {
      throw new DamagedRing("its writer stands at " + (head + pending) + ", its reader at " + head);
    }
    if (pending > 0 && isWhole((int) head & (ring.capacity() - 1), pending)) {
      awaitedPosition = NOT_WAITING;
      return true;
    }
    if (pending > 0) {
      awaitWriter(head);
    }
    return false;
  }

  /** A writer that was killed within a record, or a length that was lost. */
  private void awaitWriter(long head) {
    long now = nanos.getAsLong();
    if (awaitedPosition != head) {
      awaitedPosition = head;
      awaitedSinceNanos = now;
    } else if (now - awaitedSinceNanos >= LONGEST_WRITE_NANOS) {
      throw new DamagedRing("a record at " + head + " is not written to its end");
    }
  }

  private boolean isWhole(int index, long pending) {
    AtomicBuffer buffer = ring.buffer();
    int length = buffer.getIntVolatile(RecordDescriptor.lengthOffset(index));
    if (length <= 0) {
      return isBeingWritten(index, pending);
    }
    int type = buffer.getInt(RecordDescriptor.typeOffset(index));
    long spaceBytes = Math.min(pending, ring.capacity() - index);
    boolean fits =
        type == PADDING
            ? length == ring.capacity() - index && length <= pending
            : length >= RecordDescriptor.HEADER_LENGTH
                && BitUtil.align((long) length, RecordDescriptor.ALIGNMENT) <= spaceBytes;
    if (!fits) {
      throw new DamagedRing(
          "a record of %d bytes and type %d at %d, where %d are left"
              .formatted(length, type, index, spaceBytes));
    }
    return true;
  }

  /** A writer moves on before it gives its record a length, but never by more than one record. */
  private boolean isBeingWritten(int index, long pending) {
    int longest =
        BitUtil.align(
            ring.maxMsgLength() + RecordDescriptor.HEADER_LENGTH, RecordDescriptor.ALIGNMENT);
    if (pending > 2L * longest) {
      throw new DamagedRing("an unwritten record at " + index + " before " + pending + " bytes");
    }
    return false;
  }
}
