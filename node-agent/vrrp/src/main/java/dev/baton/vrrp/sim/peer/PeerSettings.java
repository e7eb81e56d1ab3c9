package dev.baton.vrrp.sim.peer;

import java.net.InetAddress;
import java.util.List;

/**
 * What a foreign router is configured to be.
 *
 * @param version 2 or 3
 * @param intervalCentiseconds Advertisement_Interval
 * @param address its own address, of IPv4
 */
public record PeerSettings(
    int version,
    int vrid,
    int priority,
    boolean preempts,
    int intervalCentiseconds,
    InetAddress address,
    List<InetAddress> virtualAddresses) {
  /** Keeps a copy. */
  public PeerSettings {
    virtualAddresses = List.copyOf(virtualAddresses);
  }
}
