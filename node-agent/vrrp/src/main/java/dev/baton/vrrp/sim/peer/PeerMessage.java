package dev.baton.vrrp.sim.peer;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * A reader and writer of IPv4 advertisements that has nothing in common with the other one.
 *
 * @param interval seconds in version 2, centiseconds in version 3
 * @param isSumOfMessage whether the checksum fits the message alone
 * @param isSumWithPseudoHeader whether it fits with the pseudo-header of IPv4
 */
record PeerMessage(
    int version,
    int vrid,
    int priority,
    int authenticationType,
    int interval,
    List<String> addresses,
    boolean isSumOfMessage,
    boolean isSumWithPseudoHeader) {
  private static final byte[] GROUP = {(byte) 224, 0, 0, 18};
  private static final int PROTOCOL = 112;
  private static final int HEADER_BYTES = 8;
  private static final int ADDRESS_BYTES = 4;

  PeerMessage {
    addresses = List.copyOf(addresses);
  }

  /** Whether there are as many octets as the message says, and it is an advertisement. */
  static boolean isComplete(byte[] octets) {
    if (octets.length < HEADER_BYTES) {
      return false;
    }
    int version = (octets[0] & 0xF0) / 16;
    int trailer = version == 2 ? HEADER_BYTES : 0;
    int length = HEADER_BYTES + ADDRESS_BYTES * Byte.toUnsignedInt(octets[3]) + trailer;
    return octets[0] % 16 == 1 && (version == 2 || version == 3) && octets.length == length;
  }

  /** Reads a complete message. */
  static PeerMessage read(byte[] octets, InetAddress source) {
    int version = octets[0] / 16;
    int wide = (Byte.toUnsignedInt(octets[4]) % 16) * 256 + Byte.toUnsignedInt(octets[5]);
    var addresses = new String[Byte.toUnsignedInt(octets[3])];
    for (int index = 0; index < addresses.length; index++) {
      addresses[index] = dotted(octets, HEADER_BYTES + index * ADDRESS_BYTES);
    }
    int plain = sum(octets, 0);
    return new PeerMessage(
        version,
        Byte.toUnsignedInt(octets[1]),
        Byte.toUnsignedInt(octets[2]),
        version == 2 ? octets[4] : 0,
        version == 2 ? Byte.toUnsignedInt(octets[5]) : wide,
        List.of(addresses),
        plain == 0xFFFF,
        sum(octets, pseudoHeader(source, octets.length)) == 0xFFFF);
  }

  /** The message of these settings with a priority. */
  static byte[] write(PeerSettings settings, int priority, boolean withPseudoHeader) {
    boolean v2 = settings.version() == 2;
    int count = settings.virtualAddresses().size();
    var octets = new byte[HEADER_BYTES + ADDRESS_BYTES * count + (v2 ? HEADER_BYTES : 0)];
    octets[0] = (byte) (settings.version() * 16 + 1);
    octets[1] = (byte) settings.vrid();
    octets[2] = (byte) priority;
    octets[3] = (byte) count;
    octets[4] = (byte) (v2 ? 0 : settings.intervalCentiseconds() / 256);
    octets[5] =
        (byte) (v2 ? settings.intervalCentiseconds() / 100 : settings.intervalCentiseconds());
    int at = HEADER_BYTES;
    for (var address : settings.virtualAddresses()) {
      System.arraycopy(address.getAddress(), 0, octets, at, ADDRESS_BYTES);
      at += ADDRESS_BYTES;
    }
    int start = withPseudoHeader ? pseudoHeader(settings.address(), octets.length) : 0;
    int field = 0xFFFF - sum(octets, start);
    octets[6] = (byte) (field / 256);
    octets[7] = (byte) field;
    return octets;
  }

  private static int pseudoHeader(InetAddress source, int length) {
    return sum(GROUP, sum(source.getAddress(), PROTOCOL + length));
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

  private static String dotted(byte[] octets, int at) {
    var text = new StringBuilder();
    for (byte octet : Arrays.copyOfRange(octets, at, at + ADDRESS_BYTES)) {
      text.append(text.isEmpty() ? "" : ".").append(Byte.toUnsignedInt(octet));
    }
    return text.toString();
  }
}
