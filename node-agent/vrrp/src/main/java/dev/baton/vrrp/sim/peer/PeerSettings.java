package dev.baton.vrrp.sim.peer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * What a foreign router is configured to be.
 *
 * @param version 2 or 3
 * @param intervalCentiseconds Advertisement_Interval
 * @param address its own address, in IPv6 the link-local one
 * @param password of version 2, eight octets in hexadecimal digits, none without digits
 */
public record PeerSettings(
    int version,
    int vrid,
    int priority,
    boolean preempts,
    int intervalCentiseconds,
    InetAddress address,
    List<InetAddress> virtualAddresses,
    String password) {
  /** Keeps a copy. */
  public PeerSettings {
    virtualAddresses = List.copyOf(virtualAddresses);
  }

  boolean isIpv6() {
    return address instanceof Inet6Address;
  }

  boolean hasPassword() {
    return !password.isEmpty();
  }
}
