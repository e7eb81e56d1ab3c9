package dev.baton.agent.firewall;

import dev.baton.events.Family;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The interfaces of this host. */
final class LocalLinks implements Links {
  private static final AddressRange LINK_LOCAL =
      AddressRange.ofPrefix(InetAddress.ofLiteral("fe80::"), 10);

  @Override
  public boolean isBridge(String interfaceName) {
    return !interfaceName.isEmpty()
        && Files.exists(Path.of("/sys/class/net", interfaceName, "bridge"));
  }

  @Override
  public List<AddressRange> addresses(String interfaceName, Family family) {
    return all(interfaceName, family).stream()
        .map(each -> AddressRange.of(each.getAddress()))
        .toList();
  }

  @Override
  public List<AddressRange> networks(String interfaceName, Family family) {
    if (family == Family.IPV6) {
      return List.of(LINK_LOCAL);
    }
    return all(interfaceName, family).stream()
        .filter(each -> each.getNetworkPrefixLength() < Integer.SIZE)
        .map(each -> AddressRange.ofPrefix(each.getAddress(), each.getNetworkPrefixLength()))
        .distinct()
        .toList();
  }

  private static List<InterfaceAddress> all(String interfaceName, Family family) {
    try {
      var found = interfaceName.isEmpty() ? null : NetworkInterface.getByName(interfaceName);
      return found == null
          ? List.of()
          : found.getInterfaceAddresses().stream()
              .filter(each -> Addresses.family(each.getAddress()) == family)
              .toList();
    } catch (SocketException e) {
      // Of an interface that went away nothing is known.
      return List.of();
    }
  }
}
