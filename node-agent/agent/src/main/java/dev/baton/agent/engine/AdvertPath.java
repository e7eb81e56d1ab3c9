package dev.baton.agent.engine;

import dev.baton.events.Family;
import java.net.InetAddress;

/**
 * Where an advertisement comes from or goes to. Received paths are interned by the channel, so that
 * a peer that goes on advertising costs no allocation.
 *
 * @param destination the VRRP group, or a unicast peer
 */
public record AdvertPath(Station station, InetAddress source, InetAddress destination) {

  /** The interface it crosses; empty for whichever leads there. */
  public String interfaceName() {
    return station.interfaceName();
  }

  /** The family of both addresses. */
  public Family family() {
    return station.family();
  }
}
