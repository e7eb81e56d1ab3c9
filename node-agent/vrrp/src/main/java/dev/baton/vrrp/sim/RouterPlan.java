package dev.baton.vrrp.sim;

import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.sim.peer.PeerSettings;

/**
 * One instance as a trial has it.
 *
 * @param usesVmac whether its frames and addresses have the virtual router's hardware address
 * @param form the checksum that it sends
 * @param maker whose router it is
 */
record RouterPlan(RouterConfig config, boolean usesVmac, ChecksumForm form, Maker maker) {

  /** The most that FRR's whole centiseconds can tell from the owner at an interval of a second. */
  private static final int HIGHEST_FOREIGN = 250;

  boolean isForeign() {
    return maker != Maker.BATON;
  }

  /** The same place in the election, taken by another maker's router. */
  RouterPlan madeBy(Maker other) {
    return new RouterPlan(config, usesVmac, form, other);
  }

  /** The same with the checksum that every other router accepts. */
  RouterPlan withPseudoHeader() {
    return new RouterPlan(config, usesVmac, ChecksumForm.PSEUDO_HEADER, maker);
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
        config.addresses());
  }
}
