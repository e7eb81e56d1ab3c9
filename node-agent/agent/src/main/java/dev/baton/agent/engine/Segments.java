package dev.baton.agent.engine;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.Destination;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.MulticastGroups;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.events.Subject;
import dev.baton.vrrp.Addresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of the L2 network that an instance is on: as configured, or the first global prefix of
 * its interface (IPv4 before IPv6, so that both families of one network have one name), with the
 * group if it is not the usual one. Unicast routers are named by the addresses of all of them.
 * Addresses that VRRP moves have no say in it.
 */
public final class Segments {
  private static final int GLOBAL_SCOPE = 0;

  private final Set<InetAddress> moving = new HashSet<>();

  /** Knows which addresses move. */
  public Segments(AgentConfig config) {
    for (var instance : config.instances()) {
      instance.addresses().stream().map(VirtualAddress::address).forEach(moving::add);
      instance.excluded().stream().map(VirtualAddress::address).forEach(moving::add);
    }
  }

  /** Who the instance is, given what is on its interface. */
  public Subject.Instance subject(InstanceConfig config, List<InterfaceAddress> addresses) {
    String segment = config.segment().isEmpty() ? name(config, addresses) : config.segment();
    return new Subject.Instance(segment, config.interfaceName(), config.family(), config.vrid());
  }

  private String name(InstanceConfig config, List<InterfaceAddress> addresses) {
    return switch (config.destination()) {
      case Destination.Multicast(var group)
          when group.equals(MulticastGroups.standard(config.family())) ->
          byPrefix(config, addresses);
      case Destination.Multicast(var group) ->
          byPrefix(config, addresses) + "@" + Addresses.text(group);
      case Destination.Unicast unicast ->
          Stream.concat(
                  unicast.peers().stream().map(Destination.UnicastPeer::address),
                  SourceChoice.of(config, moving, addresses).stream())
              .distinct()
              .sorted(Addresses::compare)
              .map(Addresses::text)
              .collect(Collectors.joining(","));
    };
  }

  private String byPrefix(InstanceConfig config, List<InterfaceAddress> addresses) {
    return addresses.stream()
        .filter(a -> a.scope() == GLOBAL_SCOPE && a.isPrimary() && !moving.contains(a.address()))
        .min(Comparator.comparingInt(a -> a.address() instanceof Inet4Address ? 0 : 1))
        .map(Segments::prefix)
        .orElse(config.interfaceName());
  }

  private static String prefix(InterfaceAddress address) {
    byte[] octets = address.address().getAddress();
    for (int bit = address.prefixLength(); bit < octets.length * Byte.SIZE; bit++) {
      octets[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    String network = Addresses.text(Addresses.ofBytes(octets));
    return network + "/" + address.prefixLength();
  }
}
