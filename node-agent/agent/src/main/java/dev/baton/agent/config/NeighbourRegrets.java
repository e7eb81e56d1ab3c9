package dev.baton.agent.config;

import java.util.List;

/** Regrets about what the instances of one node do to each other. */
final class NeighbourRegrets {
  private NeighbourRegrets() {}

  static void add(InstanceConfig instance, AgentConfig config, List<String> regrets) {
    for (InstanceConfig other : config.instances()) {
      if (other.name().equals(instance.name())) {
        return;
      }
      ofPair(instance, other, regrets);
    }
  }

  private static void ofPair(InstanceConfig instance, InstanceConfig other, List<String> regrets) {
    for (VirtualAddress address : instance.addresses()) {
      if (other.addresses().stream().anyMatch(a -> isSame(a, address))) {
        regrets.add(
            "%s is served by %s, too: whichever gives it up takes it away from both"
                .formatted(Addresses.text(address.address()), other.name()));
      }
    }
    if (instance.vrid().equals(other.vrid())
        && instance.family() == other.family()
        && instance.segment().equals(other.segment())
        && !instance.interfaceName().equals(other.interfaceName())) {
      regrets.add(
          ("VRID %s stands for %s on %s, too: that is right only where %s and %s are different"
                  + " networks")
              .formatted(
                  instance.vrid(),
                  other.name(),
                  other.interfaceName(),
                  instance.interfaceName(),
                  other.interfaceName()));
    }
  }

  /** One address on two interfaces is two addresses to the kernel. */
  private static boolean isSame(VirtualAddress one, VirtualAddress other) {
    return one.address().equals(other.address())
        && one.interfaceName().equals(other.interfaceName());
  }
}
