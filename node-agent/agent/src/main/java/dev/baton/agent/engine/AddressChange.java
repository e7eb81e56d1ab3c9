package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What becomes of an instance's addresses when its configuration changes.
 *
 * @param before all that it had, which the neighbours of an Active know
 * @param isAdvertised whether the protocol hears of it, and has the new ones added
 */
record AddressChange(
    Set<VirtualAddress> before,
    List<VirtualAddress> dropped,
    List<VirtualAddress> added,
    boolean isAdvertised) {
  AddressChange {
    before = Set.copyOf(before);
    dropped = List.copyOf(dropped);
    added = List.copyOf(added);
  }

  static AddressChange between(InstanceConfig was, InstanceConfig is) {
    var before = LeftBehind.all(was);
    var after = LeftBehind.all(is);
    return new AddressChange(
        Set.copyOf(before),
        without(before, after),
        without(after, before),
        !advertised(was).equals(advertised(is)));
  }

  private static List<VirtualAddress> without(
      List<VirtualAddress> some, List<VirtualAddress> others) {
    var rest = new ArrayList<>(some);
    rest.removeAll(others);
    return rest;
  }

  private static List<?> advertised(InstanceConfig config) {
    return config.addresses().stream().map(VirtualAddress::address).toList();
  }

  /** Whether there are new ones that nobody else adds. */
  boolean isOurs() {
    return !isAdvertised && !added.isEmpty();
  }
}
