package dev.baton.agent.engine;

import dev.baton.agent.config.Destination;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.SourceAddress;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Chooses the address that an instance advertises from. */
final class SourceChoice {
  private SourceChoice() {}

  /** The address as configured, or by what is on the interface; none or one. */
  static List<InetAddress> of(
      InstanceConfig config, Set<InetAddress> moving, List<InterfaceAddress> addresses) {
    return switch (config.source()) {
      // The routes decide on the interface; whether it has the address is not known.
      case SourceAddress.Fixed(var address, var mustExist)
          when !mustExist || config.interfaceName().isEmpty() ->
          List.of(address);
      case SourceAddress.Fixed(var address, var mustExist) ->
          usable(addresses).filter(address::equals).limit(1).toList();
      case SourceAddress.PrimaryOfInterface primary -> primary(config, moving, addresses);
    };
  }

  private static List<InetAddress> primary(
      InstanceConfig config, Set<InetAddress> moving, List<InterfaceAddress> addresses) {
    var own =
        usable(addresses)
            .filter(address -> address.getAddress().length == octetCount(config.family()))
            .filter(address -> !moving.contains(address))
            .toList();
    if (config.family() == Family.IPV4) {
      return own.stream().limit(1).toList();
    }
    boolean far = leavesTheLink(config.destination());
    var linkLocal = own.stream().filter(InetAddress::isLinkLocalAddress);
    var global = own.stream().filter(address -> far && !address.isLinkLocalAddress());
    return Stream.concat(global, linkLocal).limit(1).toList();
  }

  private static Stream<InetAddress> usable(List<InterfaceAddress> addresses) {
    return addresses.stream()
        .filter(InterfaceAddress::isUsable)
        .filter(InterfaceAddress::isPrimary)
        .map(InterfaceAddress::address);
  }

  /** A link-local address says nothing to peers behind a router. */
  private static boolean leavesTheLink(Destination destination) {
    return switch (destination) {
      case Destination.Multicast multicast -> false;
      case Destination.Unicast unicast ->
          unicast.peers().stream().anyMatch(peer -> !peer.address().isLinkLocalAddress());
    };
  }

  private static int octetCount(Family family) {
    return family == Family.IPV4 ? 4 : 16;
  }
}
