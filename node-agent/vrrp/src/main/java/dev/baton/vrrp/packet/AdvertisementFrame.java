package dev.baton.vrrp.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * A whole frame with an advertisement, for a sender whose MAC address is not its interface's.
 *
 * <pre>
 *  0      6      12   14                     34 (IPv4) or 54 (IPv6)
 * +------+------+----+----------------------+--------------+
 * | dst  | src  |type| IP header, TTL 255,  | VRRP message |
 * |      |      |    | protocol 112         |              |
 * +------+------+----+----------------------+--------------+
 * </pre>
 */
public final class AdvertisementFrame {
  private static final short ETHERTYPE_IPV4 = 0x0800;
  private static final short ETHERTYPE_IPV6 = (short) 0x86DD;
  private static final int IP_OFFSET = 14;
  private static final int IPV4_HEADER_BYTES = 20;
  private static final int IPV4_CHECKSUM_OFFSET = IP_OFFSET + 10;
  private static final int IPV6_HEADER_BYTES = 40;

  /** Version 4, five words of header, DSCP CS6 as routing protocols have it. */
  private static final short IPV4_START = 0x45C0;

  /** Version 6, traffic class CS6. */
  private static final int IPV6_START = 0x6C00_0000;

  private static final short DO_NOT_FRAGMENT = 0x4000;
  private static final byte PROTOCOL_VRRP = 112;
  private static final byte HOP_LIMIT = (byte) 255;
  private static final long MULTICAST_MAC_IPV4 = 0x0100_5E00_0000L;
  private static final long MULTICAST_MAC_IPV6 = 0x3333_0000_0000L;

  private AdvertisementFrame() {}

  /** The frame to a multicast group, around a complete message. */
  public static byte[] of(
      MacAddress sender, InetAddress source, InetAddress group, ByteBuffer message) {
    return group.getAddress().length == 4
        ? ipv4(sender, source, group, message)
        : ipv6(sender, source, group, message);
  }

  private static byte[] ipv4(
      MacAddress sender, InetAddress source, InetAddress group, ByteBuffer message) {
    int totalBytes = IPV4_HEADER_BYTES + message.remaining();
    var frame =
        ByteBuffer.allocate(IP_OFFSET + totalBytes)
            .put(groupMac(MULTICAST_MAC_IPV4, 0x7F_FFFF, group).octets())
            .put(sender.octets())
            .putShort(ETHERTYPE_IPV4)
            .putShort(IPV4_START)
            .putShort((short) totalBytes)
            .putShort((short) 0)
            .putShort(DO_NOT_FRAGMENT)
            .put(HOP_LIMIT)
            .put(PROTOCOL_VRRP)
            .putShort((short) 0)
            .put(source.getAddress())
            .put(group.getAddress())
            .put(message);
    int sum = Checksum.add(0, frame, IP_OFFSET, IP_OFFSET + IPV4_HEADER_BYTES);
    return frame.putShort(IPV4_CHECKSUM_OFFSET, (short) Checksum.field(sum)).array();
  }

  private static byte[] ipv6(
      MacAddress sender, InetAddress source, InetAddress group, ByteBuffer message) {
    int messageBytes = message.remaining();
    return ByteBuffer.allocate(IP_OFFSET + IPV6_HEADER_BYTES + messageBytes)
        .put(groupMac(MULTICAST_MAC_IPV6, 0xFFFF_FFFFL, group).octets())
        .put(sender.octets())
        .putShort(ETHERTYPE_IPV6)
        .putInt(IPV6_START)
        .putShort((short) messageBytes)
        .put(PROTOCOL_VRRP)
        .put(HOP_LIMIT)
        .put(source.getAddress())
        .put(group.getAddress())
        .put(message)
        .array();
  }

  /** RFC 1112 section 6.4, and RFC 2464 section 7. */
  private static MacAddress groupMac(long prefix, long mask, InetAddress group) {
    byte[] octets = group.getAddress();
    long end = ByteBuffer.wrap(octets).getInt(octets.length - Integer.BYTES) & 0xFFFF_FFFFL;
    return new MacAddress(prefix | (end & mask));
  }
}
