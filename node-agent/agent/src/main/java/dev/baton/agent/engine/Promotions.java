package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where addresses outlive the one that was there before them, because an instance asks for it. */
final class Promotions {
  private final SecondaryPromotion kernel;
  private final Set<String> promoting = new TreeSet<>();

  Promotions(SecondaryPromotion kernel) {
    this.kernel = kernel;
  }

  /** Before an address comes or goes. */
  void begin(List<InstanceConfig> instances) {
    for (var name : wanted(instances)) {
      if (promoting.add(name)) {
        kernel.promote(name);
      }
    }
  }

  /** An interface that was away has the kernel's usual settings. */
  void appeared(String interfaceName) {
    if (promoting.contains(interfaceName)) {
      kernel.promote(interfaceName);
    }
  }

  /** After the addresses of those that have ended are gone. */
  void endAllBut(List<InstanceConfig> instances) {
    var wanted = wanted(instances);
    for (var name : List.copyOf(promoting)) {
      if (!wanted.contains(name)) {
        promoting.remove(name);
        kernel.restore(name);
      }
    }
  }

  private static Set<String> wanted(List<InstanceConfig> instances) {
    var wanted = new TreeSet<String>();
    for (var instance : instances) {
      if (instance.service().promotesSecondaries()) {
        wanted.add(instance.interfaceName());
      }
    }
    return wanted;
  }
}
