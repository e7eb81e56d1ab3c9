package dev.baton.vrrp.packet;

import dev.baton.events.Family;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;

/** What the receive path knows of a message beside its bytes: the IP header. */
public record Reception(InetAddress source, InetAddress destination, int ttl) {
  /** Rejects what no IP header can say. */
  public Reception {
    if (Addresses.family(source) != Addresses.family(destination)) {
      throw new IllegalArgumentException("source and destination of two families");
    }
    if (ttl < 0 || ttl > 255) {
      throw new IllegalArgumentException("TTL must be 0 to 255, not " + ttl);
    }
  }

  /** The family of the IP header. */
  public Family family() {
    return Addresses.family(source);
  }
}
