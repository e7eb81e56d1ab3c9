package dev.baton.agent.config;

import dev.baton.events.Family;
import java.net.InetAddress;

/** Reads the multicast groups that advertisements are sent to. */
public final class MulticastGroups {
  private static final InetAddress IPV4 = InetAddress.ofLiteral("224.0.0.18");
  private static final InetAddress IPV6 = InetAddress.ofLiteral("ff02::12");

  private MulticastGroups() {}

  /** The group that RFC 9568 gives a family. */
  public static InetAddress standard(Family family) {
    return switch (family) {
      case IPV4 -> IPV4;
      case IPV6 -> IPV6;
    };
  }

  /** The group of all instances of a family that do not name one. */
  static InetAddress ofAll(Settings globals, Family family, Findings findings) {
    String keyword = family == Family.IPV4 ? "vrrp_mcast_group4" : "vrrp_mcast_group6";
    return group(globals, keyword, standard(family), findings);
  }

  /** The group of one instance. */
  static InetAddress of(InstanceBlock block, Family family) {
    var ofAll = ofAll(block.globals(), family, block.findings());
    return group(block.settings(), "mcast_dst_ip", ofAll, block.findings());
  }

  private static InetAddress group(
      Settings settings, String keyword, InetAddress absent, Findings findings) {
    String given = settings.word(keyword, "");
    if (given.isEmpty()) {
      return absent;
    }
    var family = Addresses.family(absent);
    if (Addresses.isAddress(given) && isGroup(Addresses.of(given), family)) {
      return Addresses.of(given);
    }
    String allowed =
        family == Family.IPV4 ? "an IPv4 multicast address" : "a link-local one, ff02::/16";
    findings.warn(
        settings.at(keyword),
        "%s is '%s', allowed is %s; %s is used instead: correct it"
            .formatted(keyword, given, allowed, Addresses.text(absent)));
    return absent;
  }

  /** In IPv6 the second half of the second octet is the scope; link-local is 2. */
  private static boolean isGroup(InetAddress address, Family family) {
    boolean isLinkLocal = (address.getAddress()[1] & 0x0F) == 2;
    return Addresses.family(address) == family
        && address.isMulticastAddress()
        && (family == Family.IPV4 || isLinkLocal);
  }
}
