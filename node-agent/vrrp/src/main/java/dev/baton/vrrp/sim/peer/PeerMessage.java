package dev.baton.vrrp.sim.peer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A reader and writer of advertisements that has nothing in common with the other one.
 *
 * @param interval seconds in version 2, centiseconds in version 3
 * @param addresses in hexadecimal digits
 * @param password in hexadecimal digits, of version 2
 * @param isSumOfMessage whether the checksum fits the message alone
 * @param isSumWithPseudoHeader whether it fits with the pseudo-header of its family
 */
public record PeerMessage(
    int version,
    int vrid,
    int priority,
    int authenticationType,
    int interval,
    List<String> addresses,
    String password,
    boolean isSumOfMessage,
    boolean isSumWithPseudoHeader) {
  private static final byte[] IPV4_GROUP = {(byte) 224, 0, 0, 18};
  private static final byte[] IPV6_GROUP = HexFormat.of().parseHex("ff02" + "0".repeat(26) + "12");
  private static final int PROTOCOL = 112;
  private static final int HEADER_BYTES = 8;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  /** Keeps a copy. */
  public PeerMessage {
    addresses = List.copyOf(addresses);
  }

  /** Whether there are as many octets as the message says, and it is an advertisement. */
  public static boolean isComplete(byte[] octets, InetAddress source) {
    if (octets.length < HEADER_BYTES) {
      return false;
    }
    int version = (octets[0] & 0xF0) / 16;
    int trailer = version == 2 ? HEADER_BYTES : 0;
    int count = Byte.toUnsignedInt(octets[3]);
    int length = HEADER_BYTES + addressBytes(source) * count + trailer;
    boolean known = version == 3 || (version == 2 && source.getAddress().length == IPV4_BYTES);
    return octets[0] % 16 == 1 && known && octets.length == length;
  }

  private static int addressBytes(InetAddress source) {
    return source instanceof Inet6Address ? IPV6_BYTES : IPV4_BYTES;
  }

  /** Reads a complete message. */
  public static PeerMessage read(byte[] octets, InetAddress source) {
    int version = octets[0] / 16;
    int wide = (Byte.toUnsignedInt(octets[4]) % 16) * 256 + Byte.toUnsignedInt(octets[5]);
    int width = addressBytes(source);
    int count = Byte.toUnsignedInt(octets[3]);
    var hex = HexFormat.of();
    var addresses = new ArrayList<String>();
    for (int at = HEADER_BYTES; at < HEADER_BYTES + count * width; at += width) {
      addresses.add(hex.formatHex(octets, at, at + width));
    }
    int plain = sum(octets, 0);
    return new PeerMessage(
        version,
        Byte.toUnsignedInt(octets[1]),
        Byte.toUnsignedInt(octets[2]),
        version == 2 ? Byte.toUnsignedInt(octets[4]) : 0,
        version == 2 ? Byte.toUnsignedInt(octets[5]) : wide,
        addresses,
        version == 2 ? hex.formatHex(octets, octets.length - HEADER_BYTES, octets.length) : "",
        plain == 0xFFFF,
        sum(octets, pseudoHeader(source, octets.length)) == 0xFFFF);
  }

  /** Whether the receive checks that need no configuration let it through (R21 to R34, R43). */
  public static boolean isSound(byte[] octets, InetAddress source, int ttl) {
    if (ttl != 255 || !isComplete(octets, source)) {
      return false;
    }
    var message = read(octets, source);
    boolean isNamed = message.vrid > 0 && message.interval > 0 && !message.addresses.isEmpty();
    boolean isKnown = message.authenticationType <= 1;
    return isNamed && isKnown && message.isIntact(source) && message.isLocal(source);
  }

  /** Version 3 over IPv4 has two forms in the field, everything else has one (R27 to R29). */
  private boolean isIntact(InetAddress source) {
    if (source instanceof Inet6Address) {
      return isSumWithPseudoHeader;
    }
    return isSumOfMessage || (version == 3 && isSumWithPseudoHeader);
  }

  /** Whether sender and first address are link-local, in IPv6 (R34, R43). */
  private boolean isLocal(InetAddress source) {
    return !(source instanceof Inet6Address)
        || (isLinkLocal(hex(source)) && isLinkLocal(addresses.getFirst()));
  }

  private static boolean isLinkLocal(String digits) {
    return digits.startsWith("fe") && "89ab".indexOf(digits.charAt(2)) >= 0;
  }

  /** An address as its digits. */
  public static String hex(InetAddress address) {
    return HexFormat.of().formatHex(address.getAddress());
  }

  /** Whether it says in version 2 what these settings want to hear. */
  boolean isAuthentic(PeerSettings settings) {
    return settings.hasPassword()
        ? authenticationType == 1 && password.equals(settings.password())
        : authenticationType == 0;
  }

  /** The message of these settings with a priority. */
  static byte[] write(PeerSettings settings, int priority, boolean withPseudoHeader) {
    boolean v2 = settings.version() == 2;
    int count = settings.virtualAddresses().size();
    int width = addressBytes(settings.address());
    var octets = new byte[HEADER_BYTES + width * count + (v2 ? HEADER_BYTES : 0)];
    octets[0] = (byte) (settings.version() * 16 + 1);
    octets[1] = (byte) settings.vrid();
    octets[2] = (byte) priority;
    octets[3] = (byte) count;
    int type = settings.hasPassword() ? 1 : 0;
    octets[4] = (byte) (v2 ? type : settings.intervalCentiseconds() / 256);
    octets[5] =
        (byte) (v2 ? settings.intervalCentiseconds() / 100 : settings.intervalCentiseconds());
    int at = HEADER_BYTES;
    for (var address : settings.virtualAddresses()) {
      System.arraycopy(address.getAddress(), 0, octets, at, width);
      at += width;
    }
    if (v2 && settings.hasPassword()) {
      System.arraycopy(HexFormat.of().parseHex(settings.password()), 0, octets, at, HEADER_BYTES);
    }
    int start = withPseudoHeader ? pseudoHeader(settings.address(), octets.length) : 0;
    int field = 0xFFFF - sum(octets, start);
    octets[6] = (byte) (field / 256);
    octets[7] = (byte) field;
    return octets;
  }

  private static int pseudoHeader(InetAddress source, int length) {
    var group = source instanceof Inet6Address ? IPV6_GROUP : IPV4_GROUP;
    return sum(group, sum(source.getAddress(), PROTOCOL + length));
  }

  private static int sum(byte[] octets, int start) {
    int total = start;
    for (int index = 0; index < octets.length; index++) {
      int octet = Byte.toUnsignedInt(octets[index]);
      total += index % 2 == 0 ? octet * 256 : octet;
    }
    while (total > 0xFFFF) {
      total = total % 0x1_0000 + total / 0x1_0000;
    }
    return total;
  }
}
