package dev.baton.agent.config;

import dev.baton.agent.config.Announcements.Burst;
import dev.baton.agent.config.Authentication.NoAuthentication;
import dev.baton.events.Family;
import dev.baton.events.Priority;

/**
 * What {@code strict_mode} makes of an instance. Each rule is keepalived's: it does not fail where
 * something does not go with it, but goes without that thing. Off, everything stays as it is.
 */
final class StrictMode {
  private final InstanceBlock block;
  private final boolean on;

  private StrictMode(InstanceBlock block) {
    this.block = block;
    this.on = block.settings().flag("strict_mode", block.globals().flag("vrrp_strict", false));
  }

  static StrictMode of(InstanceBlock block) {
    return new StrictMode(block);
  }

  /** Whether the rules hold. */
  boolean isOn() {
    return on;
  }

  /** Only the owner of the addresses begins as Active (RFC 9568 section 6.4.1). */
  boolean wantsActive(boolean asked, Priority priority) {
    boolean isOwner = priority.isOwner();
    if (on && block.settings().has("state") && asked != isOwner) {
      warn(
          "state",
          "state is %s with priority %s, but in strict mode it is MASTER with priority 255 and"
                  .formatted(asked ? "MASTER" : "BACKUP", priority)
              + " BACKUP with any other; %s is used instead: correct it"
                  .formatted(isOwner ? "MASTER" : "BACKUP"));
    }
    return on ? isOwner : asked;
  }

  long preemptDelay(long delayNanos) {
    if (on && delayNanos > 0) {
      warnOfUnused("preempt_delay");
      return 0;
    }
    return delayNanos;
  }

  Authentication authentication(Authentication asked) {
    if (on && !(asked instanceof NoAuthentication)) {
      warnOfUnused("authentication");
      return new NoAuthentication();
    }
    return asked;
  }

  /** In strict mode nothing is sent after hearing a lower priority, announcements neither. */
  Announcements announcements(Announcements asked) {
    if (!on) {
      return asked;
    }
    for (String keyword : new String[] {"garp_lower_prio_repeat", "garp_lower_prio_delay"}) {
      String given = block.settings().word(keyword, "0");
      if (!given.equals("0")) {
        warn(keyword, keyword + " can only be 0 in strict mode, and is: remove it");
      }
    }
    return new Announcements(
        asked.onActive(),
        new Burst(0, 0),
        asked.refreshNanos(),
        asked.refreshRepeat(),
        asked.gapNanos());
  }

  /** Accept_Mode is False unless asked for (RFC 9568 section 6.1); version 2 has none. */
  boolean accepts(int version) {
    boolean asked = block.settings().isLater("accept", "no_accept");
    if (on && asked && version == 2) {
      warn(
          "accept",
          "accept is not used in strict mode: version 2 has no Accept_Mode, and packets to the"
              + " addresses are refused; remove it, or set version 3");
      return false;
    }
    return on ? asked : !block.settings().isLater("no_accept", "accept");
  }

  /** Whether advertisements leave from the interface itself, below the virtual MAC address. */
  boolean advertsFromBase(boolean asked) {
    if (on && asked) {
      warnOfUnused("vmac_xmit_base");
      return false;
    }
    return asked;
  }

  /** Says what is not standard, and is done all the same: without it nobody would be heard. */
  void warnOfWhatStays(AddressPlan addresses) {
    if (on && DeliveryReader.isUnicast(block)) {
      block
          .settings()
          .remark(
              "unicast_peer",
              "unicast is no part of the standard that strict mode stands for; it is used, as keepalived"
                  + " does: remove strict_mode or the peers");
    }
    if (on
        && addresses.family() == Family.IPV6
        && addresses.advertised().stream()
            .findFirst()
            .filter(first -> first.address().isLinkLocalAddress())
            .isEmpty()) {
      block
          .settings()
          .remark(
              "virtual_ipaddress",
              "in strict mode the first IPv6 address has to be link-local (RFC 9568 section 5.2.9), and"
                  + " is not: add one, on all nodes");
    }
  }

  private void warnOfUnused(String keyword) {
    warn(keyword, keyword + " is not used in strict mode: remove it, or set strict_mode off");
  }

  private void warn(String keyword, String message) {
    block.settings().warn(keyword, message);
  }
}
