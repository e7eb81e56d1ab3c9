package dev.baton.vrrp.packet;

import dev.baton.events.Family;
import dev.baton.events.Vrid;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** An Ethernet address, its six octets kept as one number. */
public record MacAddress(long value) {
  /** The address of every station. */
  public static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);

  static final int BYTES = 6;

  private static final long VIRTUAL_IPV4 = 0x0000_5E00_0100L;
  private static final long VIRTUAL_IPV6 = 0x0000_5E00_0200L;

  /** Rejects what does not fit six octets. */
  public MacAddress {
    if (value < 0 || value > 0xFFFF_FFFF_FFFFL) {
      throw new IllegalArgumentException("not a 48-bit address: " + Long.toHexString(value));
    }
  }

  /** The address of a virtual router (RFC 9568 section 7.3). */
  public static MacAddress ofVirtualRouter(Family family, Vrid vrid) {
    return switch (family) {
      case IPV4 -> new MacAddress(VIRTUAL_IPV4 | vrid.value());
      case IPV6 -> new MacAddress(VIRTUAL_IPV6 | vrid.value());
    };
  }

  /** The address of six octets. */
  public static MacAddress ofBytes(byte[] octets) {
    if (octets.length != BYTES) {
      throw new IllegalArgumentException("a MAC address has 6 octets, not " + octets.length);
    }
    return new MacAddress(ByteBuffer.allocate(8).put(2, octets).getLong(0));
  }

  /** The six octets. */
  public byte[] octets() {
    var octets = new byte[BYTES];
    ByteBuffer.allocate(8).putLong(0, value).get(2, octets);
    return octets;
  }

  @Override
  public String toString() {
    return HexFormat.ofDelimiter(":").formatHex(octets());
  }
}
