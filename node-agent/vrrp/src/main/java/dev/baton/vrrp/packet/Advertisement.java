package dev.baton.vrrp.packet;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import java.net.InetAddress;
import java.util.List;

/** A VRRP advertisement, the only message of the protocol (RFC 9568 section 5.2). */
public record Advertisement(
    VrrpVersion version,
    Vrid vrid,
    Priority priority,
    Centiseconds interval,
    List<InetAddress> addresses,
    Authentication authentication) {

  private static final int MOST_ADDRESSES = 255;
  private static final int LONGEST_V3_INTERVAL = 4095;

  /** Rejects what the version cannot carry (R11, R12, R14, R15). */
  public Advertisement {
    addresses = List.copyOf(addresses);
    if (addresses.size() > MOST_ADDRESSES) {
      throw new IllegalArgumentException("0 to 255 addresses, not " + addresses.size());
    }
    if (addresses.stream().map(Addresses::family).distinct().count() > 1) {
      throw new IllegalArgumentException("addresses of both families");
    }
    switch (version) {
      case V2 -> requireVersion2(addresses, interval);
      case V3 -> requireVersion3(interval, authentication);
    }
  }

  /** An advertisement without authentication. */
  public static Advertisement of(
      VrrpVersion version,
      Vrid vrid,
      Priority priority,
      Centiseconds interval,
      List<InetAddress> addresses) {
    return new Advertisement(version, vrid, priority, interval, addresses, Authentication.NONE);
  }

  /** Whether the addresses, where there are any, are of a family. */
  public boolean suits(Family family) {
    return addresses.stream().allMatch(address -> Addresses.family(address) == family);
  }

  /** How many octets the addresses take. */
  int addressBytes() {
    return addresses.stream().mapToInt(address -> address.getAddress().length).sum();
  }

  private static void requireVersion2(List<InetAddress> addresses, Centiseconds interval) {
    if (addresses.stream().map(Addresses::family).anyMatch(family -> family != Family.IPV4)) {
      throw new IllegalArgumentException("version 2 is IPv4 only");
    }
    if (interval.value() % 100 != 0) {
      throw new IllegalArgumentException("version 2 counts whole seconds, not " + interval);
    }
  }

  private static void requireVersion3(Centiseconds interval, Authentication authentication) {
    if (interval.value() > LONGEST_V3_INTERVAL) {
      throw new IllegalArgumentException("at most 4095 cs in version 3, not " + interval);
    }
    if (!authentication.equals(Authentication.NONE)) {
      throw new IllegalArgumentException("version 3 has no authentication");
    }
  }
}
