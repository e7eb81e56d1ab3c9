package dev.baton.vrrp.explain;

import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.explain.Explanation.Draft;
import dev.baton.vrrp.packet.Checksum;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.util.List;

/**
 * Reads a packet from the layer on that its octets begin with: an Ethernet frame, an IP packet or
 * the VRRP message alone.
 */
public final class PacketReader {
  private static final int ETHERNET_BYTES = 14;
  private static final int VLAN_BYTES = 4;
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_ARP = 0x0806;
  private static final int TYPE_VLAN = 0x8100;
  private static final int TYPE_IPV6 = 0x86dd;
  private static final int VRRP = 112;
  private static final int ICMPV6 = 58;
  private static final int HOP_BY_HOP = 0;
  private static final int IGMP = 2;
  private static final int HEADER_UNIT_BYTES = 8;

  private final Draft draft = new Draft();
  private final String sourceMac;

  private PacketReader(String sourceMac) {
    this.sourceMac = sourceMac;
  }

  /** Explains the octets of one packet. */
  public static Explanation explain(byte[] packet) {
    var octets = Octets.of(packet);
    var reader = new PacketReader(isFrame(octets) ? octets.mac(6) : "");
    reader.read(octets);
    return reader.draft.done();
  }

  private void read(Octets octets) {
    if (isWholeIpv4(octets)) {
      ipv4(octets);
    } else if (isWholeIpv6(octets)) {
      ipv6(octets);
    } else if (isFrame(octets)) {
      ethernet(octets);
    } else {
      new AdvertisementReader(draft, List.of()).read(octets);
    }
  }

  private static boolean isWholeIpv4(Octets octets) {
    return octets.has(0, IPV4_BYTES)
        && octets.u8(0) >> 4 == 4
        && (octets.u8(0) & 0xF) >= 5
        && octets.u16(2) == octets.length();
  }

  private static boolean isWholeIpv6(Octets octets) {
    return octets.has(0, IPV6_BYTES)
        && octets.u8(0) >> 4 == 6
        && octets.u16(4) + IPV6_BYTES == octets.length();
  }

  private static boolean isFrame(Octets octets) {
    return octets.has(0, ETHERNET_BYTES)
        && !isWholeIpv4(octets)
        && !isWholeIpv6(octets)
        && List.of(TYPE_IPV4, TYPE_ARP, TYPE_VLAN, TYPE_IPV6).contains(octets.u16(12));
  }

  private void ethernet(Octets frame) {
    draft.layer("Ethernet");
    draft.field(frame, 0, 6, "destination", EthernetNames.of(frame.mac(0)));
    draft.field(frame, 6, 6, "source", EthernetNames.of(frame.mac(6)));
    int type = frame.u16(12);
    int payloadAt = ETHERNET_BYTES;
    if (type == TYPE_VLAN && frame.has(ETHERNET_BYTES, VLAN_BYTES)) {
      draft.field(frame, 12, 4, "VLAN tag", "VLAN " + (frame.u16(14) & 0xFFF));
      type = frame.u16(16);
      payloadAt += VLAN_BYTES;
    }
    draft.field(frame, payloadAt - 2, 2, "type", typeName(type));
    var payload = frame.after(payloadAt);
    switch (type) {
      case TYPE_IPV4 -> ipv4(payload);
      case TYPE_IPV6 -> ipv6(payload);
      case TYPE_ARP -> new AnnouncementReader(draft).arp(payload);
      default -> draft.wrong("there is no VRRP in a frame of this type");
    }
  }

  private static String typeName(int type) {
    return switch (type) {
      case TYPE_IPV4 -> "IPv4";
      case TYPE_IPV6 -> "IPv6";
      case TYPE_ARP -> "ARP";
      default -> "neither IP nor ARP";
    };
  }

  private void ipv4(Octets packet) {
    draft.layer("IPv4");
    if (!packet.has(0, IPV4_BYTES)) {
      draft.wrong("the IPv4 header ends after " + packet.length() + " of 20 octets");
      return;
    }
    int headerBytes = (packet.u8(0) & 0xF) * 4;
    int totalBytes = packet.u16(2);
    draft.field(packet, 0, 1, "version, header length", "4, " + headerBytes + " octets");
    draft.field(packet, 1, 1, "DSCP, ECN", packet.u8(1) == 0xC0 ? "CS6, network control" : "");
    draft.field(packet, 2, 2, "total length", totalBytes + " octets");
    draft.field(packet, 8, 1, "TTL", String.valueOf(packet.u8(8)));
    draft.field(packet, 9, 1, "protocol", protocolName(packet.u8(9)));
    draft.field(packet, 10, 2, "header checksum", ipv4Checksum(packet, headerBytes));
    draft.field(packet, 12, 4, "source", Addresses.text(packet.address(12, 4)));
    draft.field(packet, 16, 4, "destination", groupName(packet.address(16, 4)));
    if (headerBytes < IPV4_BYTES || totalBytes < headerBytes || totalBytes > packet.length()) {
      draft.wrong("the lengths of the IPv4 header do not fit " + packet.length() + " octets");
      return;
    }
    if (headerBytes > IPV4_BYTES) {
      draft.field(packet, IPV4_BYTES, headerBytes - IPV4_BYTES, "options", "allowed, ignored");
    }
    notePadding(packet.length() - totalBytes);
    var reception = new Reception(packet.address(12, 4), packet.address(16, 4), packet.u8(8));
    payload(packet.first(totalBytes).after(headerBytes), packet.u8(9), reception);
  }

  private String ipv4Checksum(Octets packet, int headerBytes) {
    if (headerBytes < IPV4_BYTES || !packet.has(0, headerBytes)) {
      return "";
    }
    boolean right = Checksum.verifies(Checksum.add(0, packet.copy(0, headerBytes)));
    if (!right) {
      draft.wrong("the IPv4 header checksum is wrong: the kernel discards the packet");
    }
    return right ? "right" : "wrong";
  }

  private void notePadding(int octets) {
    if (octets > 0) {
      draft.note(octets + " octets of Ethernet padding follow; they are no part of the message");
    }
  }

  private void ipv6(Octets packet) {
    draft.layer("IPv6");
    if (!packet.has(0, IPV6_BYTES)) {
      draft.wrong("the IPv6 header ends after " + packet.length() + " of 40 octets");
      return;
    }
    int payloadBytes = packet.u16(4);
    draft.field(packet, 0, 4, "version, class, flow", String.valueOf(packet.u8(0) >> 4));
    draft.field(packet, 4, 2, "payload length", payloadBytes + " octets");
    draft.field(packet, 6, 1, "next header", protocolName(packet.u8(6)));
    draft.field(packet, 7, 1, "hop limit", String.valueOf(packet.u8(7)));
    draft.field(packet, 8, 16, "source", Addresses.text(packet.address(8, 16)));
    draft.field(packet, 24, 16, "destination", groupName(packet.address(24, 16)));
    if (payloadBytes + IPV6_BYTES > packet.length()) {
      draft.wrong("the payload length does not fit " + packet.length() + " octets");
      return;
    }
    notePadding(packet.length() - payloadBytes - IPV6_BYTES);
    var reception = new Reception(packet.address(8, 16), packet.address(24, 16), packet.u8(7));
    payload(packet.first(payloadBytes + IPV6_BYTES).after(IPV6_BYTES), packet.u8(6), reception);
  }

  private void payload(Octets payload, int protocol, Reception reception) {
    switch (protocol) {
      case VRRP -> {
        new AdvertisementReader(draft, List.of(reception)).read(payload);
        new EncapsulationRules(draft).check(payload, reception, sourceMac);
      }
      case ICMPV6 -> new AnnouncementReader(draft).icmp(payload, reception);
      case HOP_BY_HOP -> hopByHop(payload, reception);
      case IGMP -> draft.note("a multicast group's member: nothing of VRRP's");
      default ->
          draft.wrong("protocol " + protocol + " is not VRRP, which is 112 (RFC 9568, 5.1.1.4)");
    }
  }

  /** As routers are alerted to reports of multicast listeners (RFC 2711). */
  private void hopByHop(Octets header, Reception reception) {
    int bytes = header.has(0, HEADER_UNIT_BYTES) ? (header.u8(1) + 1) * HEADER_UNIT_BYTES : 0;
    if (bytes == 0 || !header.has(0, bytes)) {
      draft.wrong("the hop-by-hop options end after " + header.length() + " octets");
      return;
    }
    int next = header.u8(0);
    draft.layer("hop-by-hop options");
    draft.field(header, 0, 1, "next header", protocolName(next));
    draft.field(header, 1, bytes - 1, "options", bytes + " octets with the header");
    if (next == ICMPV6) {
      new AnnouncementReader(draft).icmp(header.after(bytes), reception);
    } else {
      draft.wrong("hop-by-hop options have no place before " + protocolName(next));
    }
  }

  private static String protocolName(int protocol) {
    return switch (protocol) {
      case HOP_BY_HOP -> "0, hop-by-hop options";
      case IGMP -> "2, IGMP";
      case VRRP -> "112, VRRP";
      case ICMPV6 -> "58, ICMPv6";
      default -> protocol + ", not VRRP";
    };
  }

  private static String groupName(InetAddress address) {
    String text = Addresses.text(address);
    return switch (text) {
      case "224.0.0.18", "ff02::12" -> text + ", the VRRP routers of the link";
      case "ff02::1" -> text + ", all nodes of the link";
      default -> text;
    };
  }
}
