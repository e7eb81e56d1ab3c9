package dev.baton.vrrp;

import dev.baton.events.Priority;
import dev.baton.vrrp.packet.Advertisement;

/** Advertisements of the virtual router of {@link Scenario}. */
final class Adverts {
  private Adverts() {}

  static Advertisement v3(int priority) {
    return Advertisement.of(
        VrrpVersion.V3,
        Scenario.VRID,
        new Priority(priority),
        Centiseconds.ONE_SECOND,
        Scenario.ADDRESSES);
  }
}
