package dev.baton.agent.config;

import java.net.InetAddress;
import java.util.List;

/** Where an instance's advertisements go to, and from whom it takes them. */
public sealed interface Destination {

  /** A multicast group, which all routers of the link have joined. */
  record Multicast(InetAddress group) implements Destination {}

  /**
   * Each peer by its address. Without any, the instance is in fault.
   *
   * @param hopLimit what is sent as TTL or hop limit
   * @param checkSource whether only the peers are listened to
   */
  record Unicast(List<UnicastPeer> peers, int hopLimit, boolean checkSource)
      implements Destination {
    /** Takes a copy. */
    public Unicast {
      peers = List.copyOf(peers);
      if (hopLimit < 1 || hopLimit > 255) {
        throw new IllegalArgumentException("a hop limit is 1 to 255, not " + hopLimit);
      }
    }
  }

  /** A peer, and the TTL or hop limit that its advertisements may arrive with. */
  record UnicastPeer(InetAddress address, int minHopLimit, int maxHopLimit) {
    /** Whether an advertisement of this peer may have come that far. */
    public boolean admits(int hopLimit) {
      return minHopLimit <= hopLimit && hopLimit <= maxHopLimit;
    }
  }
}
