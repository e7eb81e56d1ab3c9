package dev.baton.vrrp.packet;

import java.nio.ByteBuffer;

/** The one's complement sum of RFC 1071, in parts, since pseudo-headers are never contiguous. */
public final class Checksum {
  private Checksum() {}

  /** Adds the octets from one index up to another; an odd last octet counts as the high one. */
  public static int add(int sum, ByteBuffer octets, int from, int to) {
    int total = sum;
    for (int index = from; index < to - 1; index += 2) {
      total = fold(total + ((octets.get(index) & 0xFF) << 8) + (octets.get(index + 1) & 0xFF));
    }
    if ((to - from) % 2 != 0) {
      total = fold(total + ((octets.get(to - 1) & 0xFF) << 8));
    }
    return total;
  }

  /** Adds all octets of an array. */
  public static int add(int sum, byte[] octets) {
    return add(sum, ByteBuffer.wrap(octets), 0, octets.length);
  }

  /** Adds one 16-bit word. */
  public static int addWord(int sum, int word) {
    return fold(sum + (word & 0xFFFF));
  }

  /** The checksum field that belongs to a sum in which that field counted as zero. */
  public static int field(int sum) {
    return ~fold(sum) & 0xFFFF;
  }

  /** Whether a sum that includes the checksum field is what an undamaged message gives. */
  public static boolean verifies(int sum) {
    return fold(sum) == 0xFFFF;
  }

  private static int fold(int sum) {
    int once = (sum & 0xFFFF) + (sum >>> 16);
    return (once & 0xFFFF) + (once >>> 16);
  }
}
