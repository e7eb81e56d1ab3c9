package dev.baton.vrrp;

import dev.baton.events.Family;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What the protocol asks of addresses, beside {@link InetAddress}. */
public final class Addresses {
  private static final int GROUPS = 8;

  private Addresses() {}

  /** The address of 4 or 16 octets. A v4-mapped address stays an IPv6 address. */
  public static InetAddress ofBytes(byte[] octets) {
    try {
      return octets.length == 16
          ? Inet6Address.getByAddress(null, octets, -1)
          : InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length, e);
    }
  }

  /** The family of an address. */
  public static Family family(InetAddress address) {
    return switch (address) {
      case Inet4Address v4 -> Family.IPV4;
      case Inet6Address v6 -> Family.IPV6;
      default -> throw new IllegalStateException("neither IPv4 nor IPv6: this is a bug");
    };
  }

  /** How many octets an address of the family has. */
  public static int octetCount(Family family) {
    return switch (family) {
      case IPV4 -> 4;
      case IPV6 -> 16;
    };
  }

  /** Compares as unsigned numbers in network order, as the tie-break does (RFC 9568, 6.4.3). */
  public static int compare(InetAddress one, InetAddress other) {
    return Arrays.compareUnsigned(one.getAddress(), other.getAddress());
  }

  /** The address as text, without a scope; IPv6 as RFC 5952 has it. */
  public static String text(InetAddress address) {
    return switch (address) {
      case Inet4Address v4 -> v4.getHostAddress();
      case Inet6Address v6 -> compressed(v6.getAddress());
      default -> throw new IllegalStateException("neither IPv4 nor IPv6: this is a bug");
    };
  }

  /** The longest run of two or more zero groups, the first of equals, becomes a double colon. */
  private static String compressed(byte[] octets) {
    int runStart = -1;
    int runGroups = 1;
    for (int start = 0; start < GROUPS; start++) {
      int groups = zeroGroups(octets, start);
      if (groups > runGroups) {
        runStart = start;
        runGroups = groups;
      }
    }
    var text = new StringBuilder();
    for (int index = 0; index < GROUPS; index++) {
      if (index == runStart) {
        text.append("::");
        index += runGroups - 1;
      } else {
        boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(group(octets, index)));
      }
    }
    return text.toString();
  }

  private static int zeroGroups(byte[] octets, int start) {
    int end = start;
    while (end < GROUPS && group(octets, end) == 0) {
      end++;
    }
    return end - start;
  }

  private static int group(byte[] octets, int index) {
    return ((octets[index * 2] & 0xFF) << 8) | (octets[index * 2 + 1] & 0xFF);
  }
}
