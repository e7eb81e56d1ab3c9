package dev.baton.agent.config;

import dev.baton.agent.config.Destination.Multicast;
import dev.baton.agent.config.Destination.Unicast;
import dev.baton.agent.config.Destination.UnicastPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Describes where advertisements go to, and from whom they are taken. */
final class DeliveryDescription {
  private DeliveryDescription() {}

  /** The rest of a sentence; nothing for the group that everybody uses. */
  static String to(InstanceConfig instance) {
    return switch (instance.destination()) {
      case Multicast(var group) when group.equals(MulticastGroups.standard(instance.family())) ->
          "";
      case Multicast(var group) -> ", to the group " + Addresses.text(group);
      case Unicast unicast when unicast.peers().isEmpty() -> ", to nobody";
      case Unicast unicast ->
          unicast.peers().stream()
                  .map(peer -> Addresses.text(peer.address()))
                  .collect(Collectors.joining(", ", ", to ", ""))
              + (unicast.hopLimit() == 255 ? "" : " with TTL " + unicast.hopLimit());
    };
  }

  /** Which of an interface's IPv6 addresses speaks: peers elsewhere cannot answer link-local. */
  static String scope(InstanceConfig instance) {
    boolean isLinkLocal =
        switch (instance.destination()) {
          case Multicast multicast -> true;
          case Unicast(var peers, var hopLimit, var checkSource) ->
              peers.stream().allMatch(peer -> peer.address().isLinkLocalAddress());
        };
    return isLinkLocal ? "the link-local" : "the first global";
  }

  static List<String> listens(InstanceConfig instance) {
    var lines = new ArrayList<>(listensTo(instance));
    if (instance.tellsOfStrangers()) {
      lines.add("for routers with other VRIDs on its link, and tells of each once");
    }
    return lines;
  }

  private static List<String> listensTo(InstanceConfig instance) {
    return switch (instance.destination()) {
      case Multicast multicast -> List.of();
      case Unicast unicast when unicast.peers().isEmpty() ->
          List.of("to nobody: it has no unicast_peer, and stays in fault");
      case Unicast unicast -> listens(unicast);
    };
  }

  private static List<String> listens(Unicast unicast) {
    var lines = new ArrayList<String>();
    lines.add(unicast.checkSource() ? "to these peers only" : "to whoever sends it advertisements");
    for (UnicastPeer peer : unicast.peers()) {
      if (peer.minHopLimit() > 0 || peer.maxHopLimit() < 255) {
        lines.add(
            "to %s while the TTL is %d to %d"
                .formatted(Addresses.text(peer.address()), peer.minHopLimit(), peer.maxHopLimit()));
      }
    }
    return lines;
  }
}
