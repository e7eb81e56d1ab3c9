package dev.baton.agent.linux;

import dev.baton.agent.engine.SecondaryPromotion;

/** The kernel's {@code promote_secondaries} of each interface; IPv6 does not need it. */
public final class KernelPromotion implements SecondaryPromotion {
  private final KernelSettings settings;

  /** Changes these settings. */
  public KernelPromotion(KernelSettings settings) {
    this.settings = settings;
  }

  @Override
  public void promote(String interfaceName) {
    settings.change(name(interfaceName), "1");
  }

  @Override
  public void restore(String interfaceName) {
    settings.restore(name(interfaceName));
  }

  private static String name(String interfaceName) {
    return "ipv4/conf/" + interfaceName + "/promote_secondaries";
  }
}
