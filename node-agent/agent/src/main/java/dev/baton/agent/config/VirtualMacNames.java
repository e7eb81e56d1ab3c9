package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.events.Family;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives names to the interfaces of virtual routers, as keepalived does: {@code vrrp.51}, for IPv6
 * {@code vrrp6.51} when that is taken, and then with the next number that is free.
 */
final class VirtualMacNames {
  private static final int IPV6_NUMBER = 6;

  private final Set<String> given = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> ofTheHost = new HashSet<>(Set.of("lo"));
  private final Map<String, String> ownerByStation = new HashMap<>();

  /** Knows the names that the file gives, so that none of them is invented for another. */
  VirtualMacNames(List<Statement> instances) {
    for (Statement instance : instances) {
      for (Statement inner : instance.statements()) {
        if (inner.keyword().equals("use_vmac")) {
          inner.arguments().forEach(word -> given.add(word.text()));
        } else if (inner.keyword().equals("interface")) {
          inner.arguments().forEach(word -> ofTheHost.add(word.text()));
        }
      }
    }
  }

  /** Whether an interface of this name has to be there already, for an instance to stand on. */
  boolean isOfTheHost(String name) {
    return ofTheHost.contains(name);
  }

  /** Takes a name that the file gives; false where another has taken it. */
  boolean take(String name) {
    return used.add(name);
  }

  /** The next free name. */
  String next(String prefix, Family family, int vrid) {
    int number = 0;
    String name = prefix + "." + vrid;
    while (given.contains(name) || !used.add(name)) {
      number = number == 0 && family == Family.IPV6 ? IPV6_NUMBER : after(number, family);
      name = prefix + number + "." + vrid;
    }
    return name;
  }

  private static int after(int number, Family family) {
    if (family == Family.IPV6 && number == IPV6_NUMBER) {
      return 1;
    }
    int next = number + 1;
    return family == Family.IPV6 && next == IPV6_NUMBER ? next + 1 : next;
  }

  /** Who has this MAC address on this interface: the instance itself where it is the first. */
  String ownerOf(VirtualMac virtualMac, String instance) {
    String station = virtualMac.parent() + " " + virtualMac.mac();
    String owner = ownerByStation.putIfAbsent(station, instance);
    return owner == null ? instance : owner;
  }
}
