package dev.baton.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.junit.jupiter.api.Test;

class RingRecordsTest {
  private static final int CAPACITY_BYTES = 1024;

  private final OneToOneRingBuffer ring =
      new OneToOneRingBuffer(
          new UnsafeBuffer(
              BufferUtil.allocateDirectAligned(
                  CAPACITY_BYTES + RingBufferDescriptor.TRAILER_LENGTH, Long.BYTES)));
  private long nowNanos = 1;
  private final RingRecords records = new RingRecords(ring, () -> nowNanos);

  @Test
  void aRecordThatIsBeingWrittenIsAwaitedForTenSeconds() {
    write();
    int length = ring.buffer().getInt(RecordDescriptor.lengthOffset(0));
    ring.buffer().putInt(RecordDescriptor.lengthOffset(0), -length);
    assertFalse(records.hasNext());
    nowNanos += TimeUnit.SECONDS.toNanos(10) - 1;
    assertFalse(records.hasNext());
    ring.buffer().putInt(RecordDescriptor.lengthOffset(0), length);
    assertTrue(records.hasNext());
  }

  @Test
  void aRecordThatIsNeverWrittenToItsEndIsDamage() {
    write();
    ring.buffer().putInt(RecordDescriptor.lengthOffset(0), 0);
    assertFalse(records.hasNext());
    nowNanos += TimeUnit.SECONDS.toNanos(10);
    var damage = assertThrows(DamagedRing.class, records::hasNext);
    assertEquals("a record at 0 is not written to its end", damage.reason());
  }

  @Test
  void eachRecordIsAwaitedAnew() {
    write();
    write();
    ring.buffer().putInt(RecordDescriptor.lengthOffset(16), -16);
    assertTrue(records.hasNext());
    assertEquals(1, ring.read((type, buffer, index, length) -> {}, 1));
    nowNanos += TimeUnit.SECONDS.toNanos(60);
    assertFalse(records.hasNext());
  }

  @Test
  void aWriterGoesOnlyByPositionsThatCanBe() {
    assertTrue(records.canTakeMore());
    write();
    assertTrue(records.canTakeMore());
    for (long tail : new long[] {-8, 4, CAPACITY_BYTES + 8, Long.MAX_VALUE, Long.MIN_VALUE}) {
      ring.buffer().putLong(CAPACITY_BYTES + RingBufferDescriptor.TAIL_POSITION_OFFSET, tail);
      assertFalse(records.canTakeMore(), () -> "a writer at " + tail);
    }
  }

  private void write() {
    assertTrue(ring.write(1, new UnsafeBuffer(new byte[8]), 0, 8));
  }
}
