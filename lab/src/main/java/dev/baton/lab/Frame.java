package dev.baton.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One Ethernet frame as the kernel stamped it. Read here by hand, so that what Baton sends is not
 * judged by Baton's own codec.
 */
public final class Frame {
  private static final HexFormat MAC = HexFormat.ofDelimiter(":");
  private static final int SOURCE_MAC_OFFSET = 6;
  private static final int ETHER_TYPE_OFFSET = 12;

  /** Where the payload begins. */
  static final int PAYLOAD_OFFSET = 14;

  private final long timeNanos;
  private final byte[] bytes;

  Frame(long timeNanos, byte[] bytes) {
    this.timeNanos = timeNanos;
    this.bytes = bytes;
  }

  /** When the frame passed the bridge, in nanoseconds since the epoch. */
  public long timeNanos() {
    return timeNanos;
  }

  /** The Ethernet source address. */
  public String sourceMac() {
    return macAt(SOURCE_MAC_OFFSET);
  }

  int length() {
    return bytes.length;
  }

  int etherType() {
    return u16(ETHER_TYPE_OFFSET);
  }

  int u8(int offset) {
    return Byte.toUnsignedInt(bytes[offset]);
  }

  int u16(int offset) {
    return u8(offset) << 8 | u8(offset + 1);
  }

  String macAt(int offset) {
    return MAC.formatHex(bytes, offset, offset + 6);
  }

  InetAddress addressAt(int offset, int length) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + length + " bytes: this is a bug", e);
    }
  }
}
