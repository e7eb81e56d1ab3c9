package dev.baton.vrrp.sim;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.vrrp.ChecksumChoice;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.RouterConfig.Dialect;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Authentication;
import dev.baton.vrrp.sim.peer.PeerSettings;
import java.util.HexFormat;

/**
 * One instance as a trial has it.
 *
 * @param usesVmac whether its frames and addresses have the virtual router's hardware address
 * @param maker whose router it is
 */
record RouterPlan(RouterConfig config, boolean usesVmac, Maker maker) {

  /** The most that FRR's whole centiseconds can tell from the owner at an interval of a second. */
  private static final int HIGHEST_FOREIGN = 250;

  boolean isForeign() {
    return maker != Maker.BATON;
  }

  boolean isDual() {
    return config.protocol().isDual();
  }

  boolean canBeDual() {
    return !isForeign() && config.family() == Family.IPV4;
  }

  /** The same place in the election, taken by another maker's router. */
  RouterPlan madeBy(Maker other) {
    return new RouterPlan(config, usesVmac, other);
  }

  /** The same with the checksum that every other router accepts. */
  RouterPlan withPseudoHeader() {
    return with(ChecksumChoice.PSEUDO_HEADER);
  }

  /** The same with another checksum. */
  RouterPlan with(ChecksumChoice checksum) {
    var dialect = config.protocol().dialect();
    return with(
        config.protocol().with(new Dialect(dialect.authentication(), checksum, dialect.isDual())));
  }

  /** The same with another priority. */
  RouterPlan withPriority(Priority priority) {
    var old = config.election();
    var election =
        new RouterConfig.Election(
            priority, old.preempt(), old.preemptDelayNanos(), old.conformance());
    return new RouterPlan(config.withElection(election), usesVmac, maker);
  }

  /** The same with another opinion of other addresses, and of what an owner hears. */
  RouterPlan with(RouterConfig.AddressCheck addressCheck, boolean ownerIgnoresAdverts) {
    var old = config.election();
    var election =
        new RouterConfig.Election(
            old.priority(),
            old.preempt(),
            old.preemptDelayNanos(),
            new RouterConfig.Conformance(
                old.conformance().answersLower(),
                old.conformance().answersHigher(),
                ownerIgnoresAdverts,
                old.conformance().ownerWaits(),
                addressCheck));
    return new RouterPlan(config.withElection(election), usesVmac, maker);
  }

  /** The same, speaking version 2 beside version 3. */
  RouterPlan inBothVersions() {
    return inVersion3(config.protocol().authentication(), true);
  }

  /** The same, speaking version 3 alone. */
  RouterPlan inVersion3() {
    return inVersion3(Authentication.NONE, false);
  }

  private RouterPlan inVersion3(Authentication authentication, boolean isDual) {
    var protocol = config.protocol();
    return with(
        new RouterConfig.Protocol(
            VrrpVersion.V3,
            protocol.vrid(),
            protocol.interval(),
            protocol.downTimerAdverts(),
            new Dialect(authentication, protocol.checksum(), isDual)));
  }

  private RouterPlan with(RouterConfig.Protocol protocol) {
    return new RouterPlan(config.withProtocol(protocol), usesVmac, maker);
  }

  /** As another maker's router is told the same. No second owner: some would stay Active. */
  PeerSettings settings() {
    var protocol = config.protocol();
    return new PeerSettings(
        protocol.version().number(),
        protocol.vrid().value(),
        Math.min(config.election().priority().value(), HIGHEST_FOREIGN),
        config.election().preempt(),
        protocol.interval().value(),
        config.primaryAddress(),
        config.addresses(),
        password());
  }

  private String password() {
    return switch (config.protocol().authentication()) {
      case Authentication.None none -> "";
      case Authentication.Password(long octets) -> HexFormat.of().toHexDigits(octets);
    };
  }
}
