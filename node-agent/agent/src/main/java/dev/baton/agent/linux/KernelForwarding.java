package dev.baton.agent.linux;

import dev.baton.agent.engine.Forwarding;

/** What the kernel's settings say, which is in memory and read at once. */
public final class KernelForwarding implements Forwarding {
  private final KernelSettings settings;

  /** Reads these settings. */
  public KernelForwarding(KernelSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean isRouter(String interfaceName) {
    var value = settings.read("ipv6/conf/" + interfaceName + "/forwarding");
    return !value.isEmpty() && !value.equals("0");
  }
}
