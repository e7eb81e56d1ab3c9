package dev.baton.agent.engine;

import dev.baton.agent.config.Destination;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.List;

/**
 * Where instances speak and listen: one interface, one family, and one multicast group or unicast.
 *
 * @param interfaceName empty for all interfaces
 * @param group none for unicast
 */
public record Station(String interfaceName, Family family, List<InetAddress> group) {
  /** Keeps a copy. */
  public Station {
    group = List.copyOf(group);
  }

  /** Where an instance speaks and listens. */
  static Station of(InstanceConfig config) {
    List<InetAddress> group =
        switch (config.destination()) {
          case Destination.Multicast(var address) -> List.of(address);
          case Destination.Unicast unicast -> List.of();
        };
    return new Station(config.interfaceName(), config.family(), group);
  }

  /** Whether a message to that address is meant for those who listen here (R44). */
  public boolean hears(InetAddress destination) {
    return group.isEmpty() ? !destination.isMulticastAddress() : group.contains(destination);
  }
}
