package dev.baton.agent.engine;

import dev.baton.vrrp.packet.MacAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** A network interface in memory. */
final class LoopNic {
  private static final int LINK_SCOPE = 253;
  private static final int MTU_BYTES = 1500;

  boolean isThere = true;
  boolean isUp = true;
  private final List<InterfaceAddress> addresses = new ArrayList<>();

  InterfaceState state() {
    return isThere
        ? new InterfaceState.Present(2, isUp, new MacAddress(0x0200_0000_0001L), MTU_BYTES, list())
        : new InterfaceState.Absent();
  }

  /** In the kernel's order; of a prefix's addresses the first is the primary one. */
  List<InterfaceAddress> list() {
    var list = new ArrayList<InterfaceAddress>();
    boolean isSecondary = false;
    for (var each : addresses) {
      boolean isIpv4 = each.address() instanceof Inet4Address;
      int flags = isIpv4 && isSecondary ? InterfaceAddress.SECONDARY : 0;
      list.add(
          new InterfaceAddress(
              each.address(), each.prefixLength(), each.scope(), flags, each.placedByBaton()));
      isSecondary |= isIpv4;
    }
    return list;
  }

  boolean has(InetAddress address) {
    return addresses.stream().anyMatch(there -> there.address().equals(address));
  }

  /** Puts one there, the host's own before all others; returns it. */
  InterfaceAddress add(InetAddress address, int prefixLength, boolean byBaton) {
    int scope = address.isLinkLocalAddress() ? LINK_SCOPE : 0;
    var added = new InterfaceAddress(address, prefixLength, scope, 0, byBaton);
    addresses.add(byBaton ? addresses.size() : 0, added);
    return added;
  }

  /** Takes one away; returns it, or none if it was not there. */
  List<InterfaceAddress> remove(InetAddress address) {
    var gone = addresses.stream().filter(there -> there.address().equals(address)).toList();
    addresses.removeAll(gone);
    return gone;
  }

  /** As when the interface is deleted. */
  void removeAll() {
    addresses.clear();
  }
}
