package dev.baton.agent.linux;

import dev.baton.vrrp.packet.MacAddress;
import java.nio.charset.StandardCharsets;

/**
 * The rtnetlink messages about links.
 *
 * <pre>
 *   ifinfomsg: family u8 | pad u8 | type u16 | index u32 | flags u32 | change mask u32
 * </pre>
 *
 * @param up administratively up and running, with carrier
 */
record LinkMessage(int index, String name, boolean up, MacAddress mac, int mtuBytes) {
  static final int NEW = 16;
  static final int DELETE = 17;
  static final int GET = 18;

  private static final MacAddress NO_MAC = new MacAddress(0);
  private static final int HEADER_BYTES = 16;
  private static final int AF_UNSPEC = 0;
  private static final int ATTRIBUTE_ADDRESS = 1;
  private static final int ATTRIBUTE_NAME = 3;
  private static final int ATTRIBUTE_MTU = 4;

  private static final int IFF_UP = 0x1;

  /** IFF_UP and IFF_RUNNING; the kernel sets the second from carrier and operational state. */
  private static final int UP_AND_RUNNING = IFF_UP | 0x40;

  /** A request for all links. */
  static void writeDump(NetlinkWriter out) {
    out.begin(GET, NetlinkWriter.DUMP).int32(0).int32(0).int32(0).int32(0).end();
  }

  /** A request to give an interface that is down another name, and to have it up. */
  static void writeUpAs(NetlinkWriter out, int index, String name) {
    out.begin(NEW, NetlinkWriter.ACK)
        .int32(AF_UNSPEC)
        .int32(index)
        .int32(IFF_UP)
        .int32(IFF_UP)
        .attribute(ATTRIBUTE_NAME, (name + '\0').getBytes(StandardCharsets.US_ASCII))
        .end();
  }

  /** What a NEW or DELETE message says, or what to do instead where it says nothing of use. */
  static Parsed parse(NetlinkReader in) {
    // A bridge sends these messages with its own family: a port that leaves it is not gone.
    if (in.payloadBytes() < HEADER_BYTES || in.payloadOctet(0) != AF_UNSPEC) {
      return new Parsed.Unusable();
    }
    var name = "";
    var mac = NO_MAC;
    int mtuBytes = 0;
    in.attributesAfter(HEADER_BYTES);
    while (in.nextAttribute()) {
      switch (in.attributeType()) {
        case ATTRIBUTE_NAME -> name = in.attributeText();
        case ATTRIBUTE_ADDRESS -> mac = macAddress(in.attributeBytes());
        case ATTRIBUTE_MTU -> mtuBytes = in.attributeInt();
        default -> {}
      }
    }
    boolean up = (in.payloadInt32(8) & UP_AND_RUNNING) == UP_AND_RUNNING;
    return new Parsed.Ok(new LinkMessage(in.payloadInt32(4), name, up, mac, mtuBytes));
  }

  private static MacAddress macAddress(byte[] bytes) {
    return bytes.length == 6 ? MacAddress.ofBytes(bytes) : NO_MAC;
  }

  /** What came of parsing. */
  sealed interface Parsed {
    /** A message about a link. */
    record Ok(LinkMessage message) implements Parsed {}

    /** A message of a bridge about its ports, or too short. */
    record Unusable() implements Parsed {}
  }
}
