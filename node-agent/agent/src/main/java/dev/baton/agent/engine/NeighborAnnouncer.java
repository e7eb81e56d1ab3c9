package dev.baton.agent.engine;

import java.util.List;

/** Sends whole link-layer frames: gratuitous ARP and unsolicited neighbour advertisements. */
public interface NeighborAnnouncer {

  /**
   * Sends frames, Ethernet header included, in their order.
   *
   * @return what became of them
   */
  Announced send(String interfaceName, List<byte[]> frames);

  /** What became of a batch of frames. */
  sealed interface Announced {
    /** The link took all of them. */
    record Sent() implements Announced {}

    /** Only the first {@code sentCount} were taken. */
    record Unsent(int sentCount, String reason) implements Announced {}
  }
}
