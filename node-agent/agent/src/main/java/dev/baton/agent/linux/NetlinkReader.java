package dev.baton.agent.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over the netlink messages of one datagram, and over the attributes of the message it is
 * at. It never reads past the datagram, whatever the lengths in it say: a message that would is the
 * end.
 */
final class NetlinkReader {
  static final int ERROR = 2;
  static final int DONE = 3;
  static final int FLAG_DUMP_INTERRUPTED = 0x10;

  private static final int HEADER_BYTES = 16;
  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int TYPE_MASK = 0x3fff;

  private final ByteBuffer in;
  private int limit;
  private int message;
  private int nextMessage;
  private int attribute;
  private int nextAttribute;

  NetlinkReader(ByteBuffer in) {
    this.in = in;
  }

  /** Starts over with a datagram of this size. */
  void reset(int sizeBytes) {
    limit = Math.min(sizeBytes, in.capacity());
    nextMessage = 0;
  }

  /** Goes to the next message; whether there is one. */
  boolean nextMessage() {
    message = nextMessage;
    if (limit - message < HEADER_BYTES) {
      return false;
    }
    int length = in.getInt(message);
    if (length < HEADER_BYTES || length > limit - message) {
      return false;
    }
    nextMessage = Math.min(limit, message + aligned(length));
    return true;
  }

  int type() {
    return in.getShort(message + 4) & 0xffff;
  }

  int flags() {
    return in.getShort(message + 6) & 0xffff;
  }

  int sequence() {
    return in.getInt(message + 8);
  }

  /** The positive error number of an ERROR message (0 is an acknowledgement) or of a DONE one. */
  int errno() {
    return payloadBytes() < Integer.BYTES ? 0 : -payloadInt32(0);
  }

  int payloadBytes() {
    return in.getInt(message) - HEADER_BYTES;
  }

  int payloadOctet(int offset) {
    return in.get(message + HEADER_BYTES + offset) & 0xff;
  }

  int payloadInt32(int offset) {
    return in.getInt(message + HEADER_BYTES + offset);
  }

  /** Goes before the first attribute, which follows a header of the message's family. */
  void attributesAfter(int familyHeaderBytes) {
    nextAttribute = message + HEADER_BYTES + aligned(familyHeaderBytes);
  }

  /** Goes to the next attribute; whether there is one. */
  boolean nextAttribute() {
    attribute = nextAttribute;
    int end = message + in.getInt(message);
    if (end - attribute < ATTRIBUTE_HEADER_BYTES) {
      return false;
    }
    int length = in.getShort(attribute) & 0xffff;
    if (length < ATTRIBUTE_HEADER_BYTES || length > end - attribute) {
      return false;
    }
    nextAttribute = attribute + aligned(length);
    return true;
  }

  int attributeType() {
    return in.getShort(attribute + 2) & TYPE_MASK;
  }

  byte[] attributeBytes() {
    var value = new byte[(in.getShort(attribute) & 0xffff) - ATTRIBUTE_HEADER_BYTES];
    in.get(attribute + ATTRIBUTE_HEADER_BYTES, value);
    return value;
  }

  /** The value as a number of one or four bytes; 0 where it has another size. */
  int attributeInt() {
    return switch (in.getShort(attribute) - ATTRIBUTE_HEADER_BYTES) {
      case 1 -> in.get(attribute + ATTRIBUTE_HEADER_BYTES) & 0xff;
      case 4 -> in.getInt(attribute + ATTRIBUTE_HEADER_BYTES);
      default -> 0;
    };
  }

  /** The value as a text, without the zero byte at its end. */
  String attributeText() {
    var bytes = attributeBytes();
    int length = bytes.length > 0 && bytes[bytes.length - 1] == 0 ? bytes.length - 1 : bytes.length;
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static int aligned(int length) {
    return (length + 3) & ~3;
  }
}
