package dev.baton.agent.linux;

import dev.baton.agent.engine.VirtualLink;

/**
 * What the kernel has to be told about a macvlan and the interface below it, so that the macvlan
 * alone answers for its addresses and speaks only when it is told to.
 */
final class MacvlanSettings {
  private final KernelSettings settings;

  MacvlanSettings(KernelSettings settings) {
    this.settings = settings;
  }

  /** Before the interface is up for the first time. */
  void prepare(VirtualLink link) {
    ipv4(link);
    if (link.speaksIpv6()) {
      ipv6(link);
    } else {
      own("ipv6", link, "disable_ipv6", "1");
    }
    below(link.parent());
  }

  private void ipv4(VirtualLink link) {
    // Answers for what is on it and for nothing else, whatever way a reply would take.
    own("ipv4", link, "arp_ignore", "1");
    own("ipv4", link, "arp_filter", "0");
    // Loose: the way back to a host is through the interface below. The greater of this and
    // conf/all counts, so that a strict setting for all does no harm.
    own("ipv4", link, "rp_filter", "2");
    own("ipv4", link, "promote_secondaries", "1");
    own("ipv4", link, "forwarding", settings.read(name("ipv4", link.parent(), "forwarding")));
  }

  private void ipv6(VirtualLink link) {
    // RFC 9568 section 7.4: no interface identifier from the virtual MAC address.
    own("ipv6", link, "addr_gen_mode", "1");
    own("ipv6", link, "accept_dad", "0");
    own("ipv6", link, "autoconf", "0");
    own("ipv6", link, "accept_ra", "0");
    own("ipv6", link, "router_solicitations", "0");
    // RFC 9568 section 8.2.4.
    own("ipv6", link, "accept_untracked_na", "1");
    own("ipv6", link, "forwarding", settings.read(name("ipv6", link.parent(), "forwarding")));
  }

  /**
   * The interface below must not answer for addresses that are not on it, nor ask for others in
   * their name: hosts would learn its MAC address for them.
   */
  private void below(String parent) {
    if (settings.read(name("ipv4", parent, "arp_ignore")).equals("0")) {
      settings.change(name("ipv4", parent, "arp_ignore"), "1");
    }
    settings.change(name("ipv4", parent, "arp_announce"), "2");
  }

  /** Puts back what was changed on an interface that has no macvlan of ours any more. */
  void restore(String parent) {
    settings.restore(name("ipv4", parent, "arp_ignore"));
    settings.restore(name("ipv4", parent, "arp_announce"));
  }

  private void own(String family, VirtualLink link, String setting, String value) {
    settings.set(name(family, link.name(), setting), value);
  }

  private static String name(String family, String interfaceName, String setting) {
    return family + "/conf/" + interfaceName + "/" + setting;
  }
}
