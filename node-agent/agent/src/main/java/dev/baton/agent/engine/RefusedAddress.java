package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualAddress;
import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An address to which packets are refused, and from which none leave.
 *
 * @param interfaceName the one that a link-local address is on; empty for other addresses, which
 *     are refused wherever packets come in
 * @param outlivesLink whether the instance stays Active while that interface is gone, so that one
 *     which is made anew by that name is meant too
 */
public record RefusedAddress(InetAddress address, String interfaceName, boolean outlivesLink) {

  /** What an instance refuses of its addresses. */
  static Set<RefusedAddress> of(InstanceConfig config, Collection<VirtualAddress> addresses) {
    return config.accepts()
        ? Set.of()
        : addresses.stream()
            .map(address -> of(config, address))
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static RefusedAddress of(InstanceConfig config, VirtualAddress address) {
    if (!address.address().isLinkLocalAddress() || address.address().getAddress().length == 4) {
      return new RefusedAddress(address.address(), "", false);
    }
    String name = address.interfaceName();
    return new RefusedAddress(
        address.address(), name, !config.needsLink() && ownLinks(config).contains(name));
  }

  private static List<String> ownLinks(InstanceConfig config) {
    var virtual = config.linkLayer().interfaces();
    return virtual.isEmpty()
        ? List.of(config.interfaceName())
        : List.of(config.interfaceName(), virtual.getFirst().interfaceName());
  }
}
