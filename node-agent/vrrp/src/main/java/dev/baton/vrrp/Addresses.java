package dev.baton.vrrp;

import dev.baton.events.Family;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What the protocol asks of addresses, beside {@link InetAddress}. */
public final class Addresses {
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
}
