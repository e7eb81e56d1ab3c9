package dev.baton.vrrp.packet;

import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * An IPv4 packet as a raw socket delivers it: with its header, options included.
 *
 * <p>The header length is taken from the header (R26), the message's from the total length, so that
 * Ethernet padding is never taken for a part of the message (R25).
 */
public sealed interface Ipv4Packet {

  /** The parts of a complete packet; the payload is a view of the received bytes. */
  record Parsed(Reception reception, int protocol, ByteBuffer payload) implements Ipv4Packet {}

  /** Bytes that are no complete IPv4 packet. */
  record Malformed() implements Ipv4Packet {}

  /** Reads the packet between the buffer's position and limit, which stay as they are. */
  static Ipv4Packet parse(ByteBuffer buffer) {
    var packet = buffer.slice();
    if (packet.limit() < 20 || packet.get(0) >> 4 != 4) {
      return new Malformed();
    }
    int headerBytes = (packet.get(0) & 0xF) * 4;
    int totalBytes = packet.getShort(2) & 0xFFFF;
    if (headerBytes < 20 || totalBytes < headerBytes || totalBytes > packet.limit()) {
      return new Malformed();
    }
    var reception = new Reception(address(packet, 12), address(packet, 16), packet.get(8) & 0xFF);
    var payload = packet.slice(headerBytes, totalBytes - headerBytes);
    return new Parsed(reception, packet.get(9) & 0xFF, payload);
  }

  private static InetAddress address(ByteBuffer packet, int offset) {
    var octets = new byte[4];
    packet.get(offset, octets);
    return Addresses.ofBytes(octets);
  }
}
