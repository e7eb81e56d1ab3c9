package dev.baton.vrrp.packet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The Ethernet frame that tells IPv6 hosts and switches where an address now is: an unsolicited
 * neighbor advertisement to all nodes, with the override flag and a router's own (RFC 9568, 6.4.1).
 *
 * <pre>
 *  0      6      12   14                    54                       86
 * +------+------+----+---------------------+------------------------+
 * | dst  | src  |type| IPv6 header, hop    | ICMPv6 136, flags,     |
 * |      |      |    | limit 255           | target, option 2: MAC  |
 * +------+------+----+---------------------+------------------------+
 * </pre>
 */
public final class NeighborAdvertisement {
  /** The length of the frame. */
  public static final int FRAME_BYTES = 86;

  private static final MacAddress ALL_NODES_MAC = new MacAddress(0x3333_0000_0001L);
  private static final InetAddress ALL_NODES = InetAddress.ofLiteral("ff02::1");
  private static final short ETHERTYPE_IPV6 = (short) 0x86DD;
  private static final int IP_OFFSET = 14;
  private static final int MESSAGE_OFFSET = 54;
  private static final int CHECKSUM_OFFSET = MESSAGE_OFFSET + 2;
  private static final int MESSAGE_BYTES = FRAME_BYTES - MESSAGE_OFFSET;
  private static final int IP_VERSION_6 = 0x6000_0000;
  private static final byte NEXT_HEADER_ICMPV6 = 58;
  private static final byte TYPE_NEIGHBOR_ADVERTISEMENT = (byte) 136;
  private static final int FLAG_ROUTER = 0x8000_0000;
  private static final int FLAG_OVERRIDE = 0x2000_0000;
  private static final byte OPTION_TARGET_LINK_LAYER_ADDRESS = 2;

  private NeighborAdvertisement() {}

  /**
   * The frame for a target address, from a source on the same link, with a sender's MAC.
   *
   * @param isRouter whether the sender forwards packets; the Active of a virtual router does
   */
  public static byte[] frame(
      Inet6Address target, Inet6Address source, MacAddress sender, boolean isRouter) {
    var frame =
        ByteBuffer.allocate(FRAME_BYTES)
            .put(ALL_NODES_MAC.octets())
            .put(sender.octets())
            .putShort(ETHERTYPE_IPV6)
            .putInt(IP_VERSION_6)
            .putShort((short) MESSAGE_BYTES)
            .put(NEXT_HEADER_ICMPV6)
            .put((byte) 255)
            .put(source.getAddress())
            .put(ALL_NODES.getAddress())
            .put(TYPE_NEIGHBOR_ADVERTISEMENT)
            .put((byte) 0)
            .putShort((short) 0)
            .putInt(isRouter ? FLAG_ROUTER | FLAG_OVERRIDE : FLAG_OVERRIDE)
            .put(target.getAddress())
            .put(OPTION_TARGET_LINK_LAYER_ADDRESS)
            .put((byte) 1)
            .put(sender.octets());
    return frame.putShort(CHECKSUM_OFFSET, (short) checksum(frame)).array();
  }

  private static int checksum(ByteBuffer frame) {
    int addresses = Checksum.add(0, frame, IP_OFFSET + 8, MESSAGE_OFFSET);
    int pseudoHeader = Checksum.addWord(addresses, NEXT_HEADER_ICMPV6 + MESSAGE_BYTES);
    return Checksum.field(Checksum.add(pseudoHeader, frame, MESSAGE_OFFSET, FRAME_BYTES));
  }
}
