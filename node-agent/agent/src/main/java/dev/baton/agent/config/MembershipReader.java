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
    boolean isUnicast = delivery.destination() instanceof Destination.Unicast;
    // One that is left out for want of an interface has none to name.
    String place = interfaceName.isEmpty() && !isUnicast ? LOOPBACK : interfaceName;
    return new Membership(place, family, new Vrid(vrid), segment, delivery);
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

  /** Whether an instance without an interface has a peer that can be used. */
  boolean reaches(Destination destination) {
    boolean isLost = needsNoInterface() && destination instanceof Destination.Multicast;
    if (isLost) {
      block.leaveOut(
          block.settings().at("unicast_peer"),
          "without an interface it needs a peer that can be used: give one, or an interface");
    }
    return !isLost;
  }

  /** The VRID, or 0 with an error. */
  int vrid() {
    String given = given("virtual_router_id");
    if (Numbers.isInteger(given) && VRID.contains(Integer.parseInt(given))) {
      return Integer.parseInt(given);
    }
    String fault = given.isEmpty() ? "is not given" : "is '" + given + "'";
    block.leaveOut(
        block.settings().at("virtual_router_id"),
        "virtual_router_id " + fault + ", allowed is " + VRID + ": give the one its peers have");
    return 0;
  }

  /** The word after a keyword without which there is no instance; nothing where there is none. */
  private String given(String keyword) {
    boolean isBare =
        block.settings().all(keyword).stream()
            .skip(Math.max(0, block.settings().all(keyword).size() - 1))
            .allMatch(statement -> statement.arguments().isEmpty());
    return isBare ? "" : block.settings().word(keyword, "");
  }

  /** The interface, or nothing where none is needed; nothing with an error where one is. */
  String interfaceName() {
    String given = given("interface");
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
