package dev.baton.vrrp.sim;

import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.packet.ChecksumForm;

/**
 * One instance as a trial has it.
 *
 * @param usesVmac whether its frames and addresses have the virtual router's hardware address
 * @param form the checksum that it sends
 */
record RouterPlan(RouterConfig config, boolean usesVmac, ChecksumForm form) {}
