package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.NativeBuffer;
import java.nio.ByteBuffer;

/**
 * The memory behind sendmmsg and recvmmsg: a fixed number of slots, made once.
 *
 * <pre>
 *   mmsghdr[n]  64 bytes each: name u64 | name length u32 | pad
 *                              | iovec u64 | iovec count u64
 *                              | control u64 | control length u64 | flags i32 | pad
 *                              | received bytes u32 | pad
 *   iovec[n]    16 bytes each: base u64 | length u64
 *   name[n]     32 bytes each: a sockaddr
 *   control[n]  cmsghdrs:      length u64 | level i32 | type i32 | value, padded to 8 bytes
 *   payload[n]
 * </pre>
 */
final class MessageBatch {
  private static final int HEADER_BYTES = 64;
  private static final int HEADER_NAME_LENGTH = 8;
  private static final int HEADER_IOVEC = 16;
  private static final int HEADER_IOVEC_COUNT = 24;
  private static final int HEADER_CONTROL = 32;
  private static final int HEADER_CONTROL_LENGTH = 40;
  private static final int HEADER_FLAGS = 48;
  private static final int HEADER_PAYLOAD_LENGTH = 56;
  private static final int IOVEC_BYTES = 16;
  private static final int IOVEC_LENGTH = 8;
  private static final int NAME_BYTES = 32;
  private static final int CONTROL_BYTES = 64;
  private static final int CONTROL_HEADER_BYTES = 16;

  private final int slotCount;
  private final int payloadBytes;
  private final NativeBuffer memory;
  private final ByteBuffer bytes;

  MessageBatch(int slotCount, int payloadBytes) {
    this.slotCount = slotCount;
    this.payloadBytes = payloadBytes;
    memory =
        NativeBuffer.allocate(
            slotCount * (HEADER_BYTES + IOVEC_BYTES + NAME_BYTES + CONTROL_BYTES + payloadBytes));
    bytes = memory.bytes();
    for (int slot = 0; slot < slotCount; slot++) {
      int header = slot * HEADER_BYTES;
      bytes
          .putLong(header, memory.at(name(slot)))
          .putLong(header + HEADER_IOVEC, memory.at(iovec(slot)))
          .putLong(header + HEADER_IOVEC_COUNT, 1)
          .putLong(header + HEADER_CONTROL, memory.at(control(slot)))
          .putLong(iovec(slot), memory.at(payload(slot)));
    }
  }

  int slotCount() {
    return slotCount;
  }

  int payloadBytes() {
    return payloadBytes;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  /** The address to give to the kernel, for a batch that begins at this slot. */
  long headersFrom(int slot) {
    return memory.at(slot * HEADER_BYTES);
  }

  /** Makes a slot ready to be received into. */
  void offer(int slot) {
    lengths(slot, NAME_BYTES, CONTROL_BYTES, payloadBytes);
  }

  /** Says how much of a slot is to be sent. */
  void fill(int slot, int nameBytes, int controlBytes, int sizeBytes) {
    lengths(slot, nameBytes, controlBytes, sizeBytes);
  }

  private void lengths(int slot, int nameBytes, int controlBytes, int sizeBytes) {
    int header = slot * HEADER_BYTES;
    bytes
        .putInt(header + HEADER_NAME_LENGTH, nameBytes)
        .putLong(header + HEADER_CONTROL_LENGTH, controlBytes)
        .putInt(header + HEADER_FLAGS, 0)
        .putLong(iovec(slot) + IOVEC_LENGTH, sizeBytes);
  }

  /** How many bytes were received into a slot. */
  int receivedBytes(int slot) {
    return bytes.getInt(slot * HEADER_BYTES + HEADER_PAYLOAD_LENGTH);
  }

  /** Adds a control message to a filled slot; returns the offset of its value. */
  int addControl(int slot, int level, int type, int valueBytes) {
    int header = slot * HEADER_BYTES;
    int usedBytes = (int) bytes.getLong(header + HEADER_CONTROL_LENGTH);
    int at = control(slot) + usedBytes;
    bytes
        .putLong(at, CONTROL_HEADER_BYTES + (long) valueBytes)
        .putInt(at + 8, level)
        .putInt(at + 12, type)
        .putLong(header + HEADER_CONTROL_LENGTH, usedBytes + controlSpace(valueBytes));
    return at + CONTROL_HEADER_BYTES;
  }

  /** Writes the first control message of a slot to be sent; returns the offset of its value. */
  int putControl(int slot, int level, int type, int valueBytes) {
    bytes
        .putLong(control(slot), CONTROL_HEADER_BYTES + (long) valueBytes)
        .putInt(control(slot) + 8, level)
        .putInt(control(slot) + 12, type);
    return control(slot) + CONTROL_HEADER_BYTES;
  }

  /** The space that a control message with a value of this size takes. */
  static int controlSpace(int valueBytes) {
    return CONTROL_HEADER_BYTES + aligned(valueBytes);
  }

  /** The offset of a received control message's value, or -1 where there is none. */
  int findControl(int slot, int level, int type) {
    long length = bytes.getLong(slot * HEADER_BYTES + HEADER_CONTROL_LENGTH);
    int end = control(slot) + (int) Math.min(length, CONTROL_BYTES);
    int at = control(slot);
    while (end - at >= CONTROL_HEADER_BYTES) {
      long entryBytes = bytes.getLong(at);
      if (entryBytes < CONTROL_HEADER_BYTES || entryBytes > end - at) {
        return -1;
      }
      if (bytes.getInt(at + 8) == level && bytes.getInt(at + 12) == type) {
        return at + CONTROL_HEADER_BYTES;
      }
      at += aligned((int) entryBytes);
    }
    return -1;
  }

  private static int aligned(int size) {
    return (size + 7) & ~7;
  }

  private int iovec(int slot) {
    return slotCount * HEADER_BYTES + slot * IOVEC_BYTES;
  }

  /** The offset of a slot's sockaddr. */
  int name(int slot) {
    return slotCount * (HEADER_BYTES + IOVEC_BYTES) + slot * NAME_BYTES;
  }

  private int control(int slot) {
    return slotCount * (HEADER_BYTES + IOVEC_BYTES + NAME_BYTES) + slot * CONTROL_BYTES;
  }

  /** The offset of a slot's message. */
  int payload(int slot) {
    return slotCount * (HEADER_BYTES + IOVEC_BYTES + NAME_BYTES + CONTROL_BYTES)
        + slot * payloadBytes;
  }
}
