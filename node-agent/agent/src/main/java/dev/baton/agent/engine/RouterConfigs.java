package dev.baton.agent.engine;

import dev.baton.agent.config.Announcements;
import dev.baton.agent.config.Authentication;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.Protocol;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.events.Family;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.ChecksumChoice;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.RouterConfig.AddressCheck;
import dev.baton.vrrp.VrrpVersion;
import java.net.InetAddress;

/** What an instance's configuration means to the protocol. */
final class RouterConfigs {
  private static final InetAddress NONE_IPV4 = InetAddress.ofLiteral("0.0.0.0");
  private static final InetAddress NONE_IPV6 = InetAddress.ofLiteral("::");

  private RouterConfigs() {}

  static RouterConfig of(InstanceConfig config, InetAddress source) {
    return new RouterConfig(
        new RouterConfig.Protocol(
            config.version() == 2 ? VrrpVersion.V2 : VrrpVersion.V3,
            config.vrid(),
            new Centiseconds(config.intervalCentiseconds()),
            config.downTimerAdverts(),
            dialect(config.protocol())),
        new RouterConfig.Election(
            config.priority(), config.preempt(), config.preemptDelayNanos(), conformance(config)),
        source,
        config.addresses().stream().map(VirtualAddress::address).toList(),
        announcements(config.announcements()));
  }

  /** Stands for the source of an instance whose interface has none; it never advertises. */
  static InetAddress noSource(Family family) {
    return family == Family.IPV4 ? NONE_IPV4 : NONE_IPV6;
  }

  private static RouterConfig.Dialect dialect(Protocol protocol) {
    var checksum =
        switch (protocol.manners().checksum()) {
          case PSEUDO_HEADER -> ChecksumChoice.PSEUDO_HEADER;
          case MESSAGE_ONLY -> ChecksumChoice.MESSAGE_ONLY;
          case AUTO -> ChecksumChoice.AUTO;
        };
    return new RouterConfig.Dialect(
        authentication(protocol.authentication()), checksum, protocol.manners().isDual());
  }

  private static RouterConfig.Conformance conformance(InstanceConfig config) {
    var manners = config.protocol().manners();
    return new RouterConfig.Conformance(
        manners.answersLower(),
        manners.answersHigher(),
        manners.ownerIgnoresAdverts(),
        !config.isActiveAtOnce(),
        manners.skipsAddressCheck() ? AddressCheck.DISCARDS_FROM_NEW : AddressCheck.DISCARDS);
  }

  private static RouterConfig.Announcements announcements(Announcements announcements) {
    return new RouterConfig.Announcements(
        announcements.onActive().delayNanos(),
        announcements.onLowerPriority().delayNanos(),
        announcements.refreshNanos());
  }

  private static dev.baton.vrrp.packet.Authentication authentication(
      Authentication authentication) {
    return switch (authentication) {
      case Authentication.NoAuthentication none -> dev.baton.vrrp.packet.Authentication.NONE;
      case Authentication.Pass pass ->
          new dev.baton.vrrp.packet.Authentication.Password(pass.octets());
    };
  }
}
