package dev.baton.agent.config;

import dev.baton.events.Family;
import dev.baton.events.Vrid;
import java.util.stream.Stream;

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
    var delivery = new DeliveryReader(block, family).read();
    return new Membership(interfaceName, family, new Vrid(vrid), segment, delivery);
  }

  /**
   * Unicast finds its way to the peers by the routes. Without an interface the file has to say what
   * else would be read off it.
   */
  boolean needsNoInterface() {
    var settings = block.settings();
    return !settings.has("interface")
        && settings.has("unicast_src_ip")
        && DeliveryReader.isUnicast(block);
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

  /** The interface, or nothing where none is needed; nothing with an error where one is. */
  String interfaceName() {
    String given = block.settings().word("interface", "");
    if (needsNoInterface()) {
      return "";
    }
    if (InterfaceNames.isValid(given) && !given.equals(LOOPBACK)) {
      return given;
    }
    String fault = given.isEmpty() ? "is not given" : "is '" + given + "'";
    block.leaveOut(
        block.settings().at("interface"),
        "interface " + fault + ", allowed is " + InterfaceNames.RULE + ", but not lo: give one");
    return "";
  }

  /** Whether an instance without an interface says where each of its addresses is to be. */
  boolean isPlaced(AddressPlan addresses) {
    boolean placed =
        Stream.concat(addresses.advertised().stream(), addresses.excluded().stream())
            .noneMatch(address -> address.interfaceName().isEmpty());
    if (needsNoInterface() && !placed) {
      block.leaveOut(
          block.settings().start(),
          "without an interface each virtual address needs a dev: give one, or an interface");
    }
    return needsNoInterface() && placed;
  }
}
