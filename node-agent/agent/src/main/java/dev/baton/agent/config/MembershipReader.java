package dev.baton.agent.config;

import dev.baton.events.Family;
import dev.baton.events.Vrid;
import java.net.InetAddress;

/** Reads which virtual router an instance is part of, and from where it speaks. */
final class MembershipReader {
  private static final Range VRID = new Range(1, 255);
  private static final String LOOPBACK = "lo";

  private final InstanceBlock block;

  MembershipReader(InstanceBlock block) {
    this.block = block;
  }

  Membership read(Family family, int vrid, String interfaceName) {
    String segment = new BatonSettings(block.findings()).name("segment", block.body());
    return new Membership(interfaceName, source(family), family, new Vrid(vrid), segment);
  }

  /** The VRID, or 0 with an error. */
  int vrid() {
    String given = block.settings().word("virtual_router_id", "");
    if (Numbers.isInteger(given) && VRID.contains(Integer.parseInt(given))) {
      return Integer.parseInt(given);
    }
    String fault = given.isEmpty() ? "is not given" : "is '" + given + "'";
    block.leaveOut(
        block.settings().at("virtual_router_id"),
        "virtual_router_id " + fault + ", allowed is " + VRID + ": give the one its peers have");
    return 0;
  }

  /** The interface, or nothing with an error. */
  String interfaceName() {
    String given = block.settings().word("interface", "");
    if (InterfaceNames.isValid(given) && !given.equals(LOOPBACK)) {
      return given;
    }
    String fault = given.isEmpty() ? "is not given" : "is '" + given + "'";
    block.leaveOut(
        block.settings().at("interface"),
        "interface " + fault + ", allowed is " + InterfaceNames.RULE + ", but not lo: give one");
    return "";
  }

  private SourceAddress source(Family family) {
    String keyword =
        block.settings().isLater("unicast_src_ip", "mcast_src_ip")
            ? "unicast_src_ip"
            : "mcast_src_ip";
    String given = block.settings().word(keyword, "");
    if (given.isEmpty()) {
      return new SourceAddress.PrimaryOfInterface();
    }
    if (Addresses.isAddress(given)) {
      InetAddress address = Addresses.of(given);
      if (Addresses.family(address) == family) {
        return new SourceAddress.Fixed(address);
      }
    }
    block
        .findings()
        .warn(
            block.settings().at(keyword),
            "%s is '%s', allowed is an %s address; the interface's own is used instead: correct it"
                .formatted(keyword, given, family.text()));
    return new SourceAddress.PrimaryOfInterface();
  }
}
