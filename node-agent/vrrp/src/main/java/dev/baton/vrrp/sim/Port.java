package dev.baton.vrrp.sim;

import dev.baton.events.Family;
import dev.baton.vrrp.packet.MacAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * A port of the bridge. Each port learns for itself where a hardware address was seen last, as if
 * every station were on a switch of its own; so a partition leaves every side with its own belief.
 */
final class Port {
  private final int index;
  private final Station station;
  private final Map<MacAddress, Port> seenAt = new HashMap<>();
  private boolean isUp = true;
  private boolean isBlocked;
  private boolean isSnoopedOutOfIpv4;
  private boolean isSnoopedOutOfIpv6;

  Port(int index, Station station) {
    this.index = index;
    this.station = station;
  }

  int index() {
    return index;
  }

  Station station() {
    return station;
  }

  boolean forwards() {
    return isUp && !isBlocked;
  }

  /** Whether the port is out of the group, since the switch has forgotten that it was joined. */
  boolean isSnoopedOut(Family family) {
    return switch (family) {
      case IPV4 -> isSnoopedOutOfIpv4;
      case IPV6 -> isSnoopedOutOfIpv6;
    };
  }

  void up(boolean up) {
    isUp = up;
  }

  /** Spanning tree: the link is up, but nothing passes. */
  void blocked(boolean blocked) {
    isBlocked = blocked;
  }

  void snoopedOut(boolean out) {
    snoopedOut(Family.IPV4, out);
    snoopedOut(Family.IPV6, out);
  }

  void snoopedOut(Family family, boolean out) {
    switch (family) {
      case IPV4 -> isSnoopedOutOfIpv4 = out;
      case IPV6 -> isSnoopedOutOfIpv6 = out;
    }
  }

  void learn(MacAddress address, Port at) {
    seenAt.put(address, at);
  }

  /** Whether a frame from here to the address is for that port; an unknown address is flooded. */
  boolean sends(MacAddress destination, Port to) {
    var at = seenAt.get(destination);
    return at == null || at == to;
  }
}
