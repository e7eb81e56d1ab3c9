package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.NativeBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes netlink messages, one after the other, into one buffer.
 *
 * <pre>
 *   nlmsghdr: length u32 | type u16 | flags u16 | sequence u32 | port u32
 *   then the family's own header, then attributes:
 *   nlattr:   length u16 | type u16 | value, padded to 4 bytes
 * </pre>
 */
final class NetlinkWriter {
  static final int REQUEST = 0x1;
  static final int ACK = 0x4;
  static final int DUMP = 0x300;
  static final int EXCLUSIVE = 0x200;
  static final int REPLACE = 0x100;
  static final int CREATE = 0x400;
  static final int APPEND = 0x800;

  private static final int NESTED = 0x8000;

  private final NativeBuffer memory;
  private final ByteBuffer out;
  private int messageStart;
  private int sequence;

  NetlinkWriter(int capacityBytes) {
    memory = NativeBuffer.allocate(capacityBytes);
    out = memory.bytes();
  }

  /** Forgets what was written; sequence numbers go on. */
  NetlinkWriter clear() {
    out.clear();
    return this;
  }

  /** Begins a message; {@link #end} has to follow before the next one. */
  NetlinkWriter begin(int type, int flags) {
    messageStart = out.position();
    sequence++;
    out.putInt(0).putShort((short) type).putShort((short) (REQUEST | flags));
    out.putInt(sequence).putInt(0);
    return this;
  }

  NetlinkWriter octet(int value) {
    out.put((byte) value);
    return this;
  }

  NetlinkWriter int16BigEndian(int value) {
    out.put((byte) (value >> 8)).put((byte) value);
    return this;
  }

  NetlinkWriter int32(int value) {
    out.putInt(value);
    return this;
  }

  NetlinkWriter attribute(int type, byte[] value) {
    out.putShort((short) (4 + value.length)).putShort((short) type).put(value);
    return align();
  }

  NetlinkWriter attributeOctet(int type, int value) {
    out.putShort((short) 5).putShort((short) type).put((byte) value);
    return align();
  }

  NetlinkWriter attributeInt16(int type, int value) {
    out.putShort((short) 6).putShort((short) type).putShort((short) value);
    return align();
  }

  NetlinkWriter attributeInt32(int type, int value) {
    out.putShort((short) 8).putShort((short) type).putInt(value);
    return this;
  }

  /** As nf_tables has its numbers, in the order of the network. */
  NetlinkWriter attributeInt32BigEndian(int type, int value) {
    out.putShort((short) 8).putShort((short) type);
    out.order(ByteOrder.BIG_ENDIAN).putInt(value).order(ByteOrder.nativeOrder());
    return this;
  }

  /** A text with a zero byte at its end. */
  NetlinkWriter attributeText(int type, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) (4 + bytes.length + 1)).putShort((short) type).put(bytes).put((byte) 0);
    return align();
  }

  /** Attributes within an attribute. */
  NetlinkWriter nested(int type, Runnable content) {
    int start = out.position();
    out.putShort((short) 0).putShort((short) (type | NESTED));
    content.run();
    out.putShort(start, (short) (out.position() - start));
    return this;
  }

  /** One next hop of a route; the length stands in front, as in a message. */
  NetlinkWriter nextHop(int flags, int weight, int interfaceIndex, Runnable content) {
    int start = out.position();
    out.putShort((short) 0).put((byte) flags).put((byte) weight).putInt(interfaceIndex);
    content.run();
    out.putShort(start, (short) (out.position() - start));
    return this;
  }

  NetlinkWriter end() {
    out.putInt(messageStart, out.position() - messageStart);
    return this;
  }

  NativeBuffer memory() {
    return memory;
  }

  int sizeBytes() {
    return out.position();
  }

  /** The sequence number of the last message. */
  int sequence() {
    return sequence;
  }

  private NetlinkWriter align() {
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
    return this;
  }
}
