package dev.baton.agent.config;

import dev.baton.agent.config.Destination.Multicast;
import dev.baton.agent.config.Destination.Unicast;
import java.util.List;

/** Whether an advertisement could be meant for two instances of this node alike. */
final class VridUse {
  private VridUse() {}

  /** The instance that has the VRID already where another one wants it; none or one. */
  static List<InstanceConfig> taken(Iterable<InstanceConfig> instances, InstanceConfig other) {
    for (InstanceConfig instance : instances) {
      if (clash(instance, other)) {
        return List.of(instance);
      }
    }
    return List.of();
  }

  private static boolean clash(InstanceConfig one, InstanceConfig other) {
    return one.vrid().equals(other.vrid())
        && one.family() == other.family()
        && one.interfaceName().equals(other.interfaceName())
        && overlap(one.destination(), other.destination());
  }

  private static boolean overlap(Destination one, Destination other) {
    return switch (one) {
      case Multicast(var group) -> other instanceof Multicast(var same) && group.equals(same);
      case Unicast unicast -> other instanceof Unicast second && sharePeer(unicast, second);
    };
  }

  private static boolean sharePeer(Unicast one, Unicast other) {
    return one.peers().stream()
        .anyMatch(p -> other.peers().stream().anyMatch(q -> q.address().equals(p.address())));
  }
}
