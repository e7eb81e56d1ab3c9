package dev.baton.vrrp;

import dev.baton.events.Priority;
import dev.baton.vrrp.packet.Advertisement;
import java.net.InetAddress;
import java.util.List;

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

  static Advertisement v2(int priority, List<InetAddress> addresses) {
    return Advertisement.of(
        VrrpVersion.V2, Scenario.VRID, new Priority(priority), Centiseconds.ONE_SECOND, addresses);
  }
}
