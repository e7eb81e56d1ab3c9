package dev.baton.agent.engine;

import dev.baton.agent.config.Fixture;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.Routing;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.engine.AddressTable.Removed;
import dev.baton.vrrp.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses of an instance that an engine left on an interface when it was killed. An address
 * owner's addresses are the host's own, and so is the only one that there is where an instance
 * advertises, for without another no engine would have set it; unless the kernel remembers that we
 * put them there.
 */
public final class LeftBehind {
  private LeftBehind() {}

  /** Takes them away, and says which there were. */
  public static List<String> remove(InstanceConfig config, AddressTable table) {
    var removed = new ArrayList<String>();
    var kept = hostsOnly(config, table);
    for (var address : all(config)) {
      if (kept.contains(address)) {
        continue;
      }
      var onInterface = AssignedAddress.of(address);
      for (var there : table.list(address.interfaceName())) {
        if (isLeftBehind(config, address, there)
            && table.remove(address.interfaceName(), onInterface) instanceof Removed.Done) {
          removed.add(Addresses.text(address.address()));
        }
      }
    }
    return removed;
  }

  /** Takes the routes and rules away that no engine serves, and says which there were. */
  public static List<String> remove(InstanceConfig config, RoutingTable table) {
    return RoutingKeeper.remove(config.routing(), table);
  }

  /** Takes away what nobody keeps any more, the last first, and says which there were. */
  public static List<String> remove(
      List<Fixture> fixtures, AddressTable addresses, RoutingTable routing) {
    var removed = new ArrayList<String>();
    for (var fixture : fixtures.reversed()) {
      var outcome =
          switch (fixture) {
            case VirtualAddress address ->
                addresses.remove(address.interfaceName(), AssignedAddress.of(address));
            case Routing each -> routing.remove(each);
          };
      if (outcome instanceof Removed.Done) {
        removed.add(fixture.toString());
      }
    }
    return removed;
  }

  /**
   * The same of what a killed engine left, as far as the kernel remembers that one put it there.
   */
  public static List<String> removeStatics(
      List<Fixture> fixtures, AddressTable addresses, RoutingTable routing) {
    return remove(
        fixtures.stream().filter(fixture -> isPlaced(fixture, addresses)).toList(),
        addresses,
        routing);
  }

  private static boolean isPlaced(Fixture fixture, AddressTable addresses) {
    return !(fixture instanceof VirtualAddress address)
        || addresses.list(address.interfaceName()).stream()
            .anyMatch(there -> there.placedByBaton() && there.address().equals(address.address()));
  }

  /** The addresses of an instance, advertised or not. */
  static List<VirtualAddress> all(InstanceConfig config) {
    return Stream.concat(config.addresses().stream(), config.excluded().stream()).toList();
  }

  /** The addresses of an instance that nobody may take from the host: it has no other there. */
  static List<VirtualAddress> hostsOnly(InstanceConfig config, AddressTable table) {
    if (config.interfaceName().isEmpty()) {
      return List.of();
    }
    var own =
        table.list(config.interfaceName()).stream()
            .filter(there -> !there.placedByBaton())
            .filter(there -> Addresses.family(there.address()) == config.family())
            .toList();
    return own.size() != 1
        ? List.of()
        : all(config).stream()
            .filter(address -> address.interfaceName().equals(config.interfaceName()))
            .filter(address -> address.address().equals(own.getFirst().address()))
            .filter(address -> address.prefixLength() == own.getFirst().prefixLength())
            .toList();
  }

  private static boolean isLeftBehind(
      InstanceConfig config, VirtualAddress address, InterfaceAddress there) {
    return there.address().equals(address.address())
        && there.prefixLength() == address.prefixLength()
        && (there.placedByBaton() || !config.priority().isOwner());
  }
}
