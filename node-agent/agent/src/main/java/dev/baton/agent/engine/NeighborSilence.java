package dev.baton.agent.engine;

import java.net.InetAddress;
import java.util.Collection;

/**
 * Makes this host stop answering ARP and neighbour solicitations for addresses that stay installed,
 * so that a successor can take them over before they are removed here. Frames sent by {@link
 * NeighborAnnouncer} are not affected.
 */
public interface NeighborSilence extends AutoCloseable {

  /** Prepares the host, replacing what a killed engine left behind; nothing is silent after it. */
  Silence prepare();

  /** Silences addresses; those that already are stay so. */
  Silence silence(Collection<InetAddress> addresses);

  /** Lets the host answer for addresses again; does nothing for those that are not silent. */
  Silence unsilence(Collection<InetAddress> addresses);

  /** Puts back what somebody else took away of it. */
  Mended mend();

  /** Takes everything that was prepared away again. */
  @Override
  void close();

  /** What came of a request. */
  sealed interface Silence {
    /** It is so. */
    record Done() implements Silence {}

    /** This host cannot; the caller has to remove the addresses instead. */
    record Unavailable(String reason) implements Silence {}
  }
}
