package dev.baton.agent.linux;

import dev.baton.agent.engine.VirtualLink;
import dev.baton.vrrp.packet.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The rtnetlink messages about macvlans, as far as they go beyond {@link LinkMessage}.
 *
 * @param parentIndex of the interface below, 0 for none
 * @param alias a free text that goes with the interface, empty for none
 */
record MacvlanMessage(
    int index, String name, int parentIndex, MacAddress mac, String alias, boolean isMacvlan) {
  private static final int HEADER_BYTES = 16;
  private static final int IFF_UP = 1;
  private static final int ADDRESS = 1;
  private static final int NAME = 3;
  private static final int PARENT = 5;
  private static final int LINK_INFORMATION = 18;
  private static final int ALIAS = 20;
  private static final int KIND = 1;
  private static final int KIND_SETTINGS = 2;
  private static final int MODE = 1;

  /**
   * In private mode, which keepalived chooses, the kernel hands a frame from another router with
   * the same virtual MAC address to the macvlan alone, so that two Actives would not hear each
   * other on the interface below. In this one every frame reaches that interface, too.
   */
  private static final int MODE_BRIDGE = 4;

  private static final MacAddress NO_MAC = new MacAddress(0);
  private static final byte[] MACVLAN = "macvlan".getBytes(StandardCharsets.US_ASCII);

  /** A request to make a macvlan, down, which fails if the name is taken. */
  static void writeCreate(NetlinkWriter out, VirtualLink link, int parentIndex) {
    int flags = NetlinkWriter.ACK | NetlinkWriter.CREATE | NetlinkWriter.EXCLUSIVE;
    begin(out, LinkMessage.NEW, flags, 0)
        .attributeText(NAME, link.name())
        .attributeInt32(PARENT, parentIndex)
        .attribute(ADDRESS, link.mac().octets())
        .nested(
            LINK_INFORMATION,
            () ->
                out.attribute(KIND, MACVLAN)
                    .nested(KIND_SETTINGS, () -> out.attributeInt32(MODE, MODE_BRIDGE)))
        .end();
  }

  /** A request to give an interface its alias. */
  static void writeAlias(NetlinkWriter out, int index, String alias) {
    begin(out, LinkMessage.NEW, NetlinkWriter.ACK, index)
        .attribute(ALIAS, alias.getBytes(StandardCharsets.US_ASCII))
        .end();
  }

  /** A request to have an interface up or down. */
  static void writeUp(NetlinkWriter out, int index, boolean up) {
    header(out, LinkMessage.NEW, NetlinkWriter.ACK, index)
        .int32(up ? IFF_UP : 0)
        .int32(IFF_UP)
        .end();
  }

  /** A request to take an interface away. */
  static void writeDelete(NetlinkWriter out, int index) {
    begin(out, LinkMessage.DELETE, NetlinkWriter.ACK, index).end();
  }

  /** Without a change of the interface's flags. */
  private static NetlinkWriter begin(NetlinkWriter out, int type, int flags, int index) {
    return header(out, type, flags, index).int32(0).int32(0);
  }

  private static NetlinkWriter header(NetlinkWriter out, int type, int flags, int index) {
    return out.begin(type, flags).int32(0).int32(index);
  }

  /** What a message of a dump says; the reader is at one about a link. */
  static MacvlanMessage parse(NetlinkReader in) {
    var name = "";
    var alias = "";
    var mac = NO_MAC;
    int parentIndex = 0;
    boolean isMacvlan = false;
    int index = in.payloadBytes() < HEADER_BYTES ? 0 : in.payloadInt32(4);
    in.attributesAfter(HEADER_BYTES);
    while (index != 0 && in.nextAttribute()) {
      switch (in.attributeType()) {
        case NAME -> name = in.attributeText();
        case ALIAS -> alias = in.attributeText();
        case PARENT -> parentIndex = in.attributeInt();
        case ADDRESS -> mac = macAddress(in.attributeBytes());
        case LINK_INFORMATION -> isMacvlan = saysMacvlan(in.attributeBytes());
        default -> {}
      }
    }
    return new MacvlanMessage(index, name, parentIndex, mac, alias, isMacvlan);
  }

  private static MacAddress macAddress(byte[] octets) {
    return octets.length == 6 ? MacAddress.ofBytes(octets) : NO_MAC;
  }

  /** Whether nested attributes have this kind first, where the kernel puts it. */
  private static boolean saysMacvlan(byte[] nested) {
    var in = ByteBuffer.wrap(nested).order(ByteOrder.nativeOrder());
    int headerBytes = 4;
    return nested.length >= headerBytes + MACVLAN.length
        && in.getShort(2) == KIND
        && in.getShort(0) == headerBytes + MACVLAN.length + 1
        && in.slice(headerBytes, MACVLAN.length).equals(ByteBuffer.wrap(MACVLAN));
  }
}
