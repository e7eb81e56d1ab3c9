package dev.baton.vrrp.packet;

import java.net.Inet4Address;
import java.nio.ByteBuffer;

/**
 * The Ethernet frame that tells IPv4 hosts and switches where an address now is.
 *
 * <pre>
 *  0      6      12   14   16   18 19 20   22     28     32     38     42
 * +------+------+----+----+----+--+--+----+------+------+------+------+
 * | dst  | src  |type| hw |prot| 6| 4| op | SHA  | SPA  | THA  | TPA  |
 * +------+------+----+----+----+--+--+----+------+------+------+------+
 * </pre>
 */
public final class GratuitousArp {
  /** The length of the frame, without Ethernet padding. */
  public static final int FRAME_BYTES = 42;

  private static final short ETHERTYPE_ARP = 0x0806;
  private static final short HARDWARE_ETHERNET = 1;
  private static final short PROTOCOL_IPV4 = 0x0800;
  private static final short OPERATION_REQUEST = 1;

  private GratuitousArp() {}

  /** A broadcast ARP request for the address, from the address (RFC 9568, 6.4.1, E7947). */
  public static byte[] frame(Inet4Address address, MacAddress sender) {
    return frame(address, sender, sender);
  }

  /** The same as keepalived has it, with the broadcast address as the target's hardware address. */
  public static byte[] plainFrame(Inet4Address address, MacAddress sender) {
    return frame(address, sender, MacAddress.BROADCAST);
  }

  private static byte[] frame(Inet4Address address, MacAddress sender, MacAddress target) {
    return ByteBuffer.allocate(FRAME_BYTES)
        .put(MacAddress.BROADCAST.octets())
        .put(sender.octets())
        .putShort(ETHERTYPE_ARP)
        .putShort(HARDWARE_ETHERNET)
        .putShort(PROTOCOL_IPV4)
        .put((byte) MacAddress.BYTES)
        .put((byte) 4)
        .putShort(OPERATION_REQUEST)
        .put(sender.octets())
        .put(address.getAddress())
        .put(target.octets())
        .put(address.getAddress())
        .array();
  }
}
