package dev.baton.vrrp.explain;

import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.explain.Explanation.Draft;
import dev.baton.vrrp.packet.Checksum;
import dev.baton.vrrp.packet.Reception;

/** Reads what tells the hosts where the addresses are: gratuitous ARP and unsolicited NA. */
final class AnnouncementReader {
  private static final int ARP_BYTES = 28;
  private static final int NEIGHBOR_ADVERTISEMENT = 136;
  private static final int NEIGHBOR_BYTES = 24;
  private static final int OPTION_BYTES = 8;

  private final Draft draft;

  AnnouncementReader(Draft draft) {
    this.draft = draft;
  }

  void arp(Octets packet) {
    draft.layer("ARP");
    if (!packet.has(0, ARP_BYTES)) {
      draft.wrong("the ARP packet ends after " + packet.length() + " of 28 octets");
      return;
    }
    int operation = packet.u16(6);
    draft.field(packet, 6, 2, "operation", operationName(operation));
    draft.field(packet, 8, 6, "sender MAC", EthernetNames.of(packet.mac(8)));
    draft.field(packet, 14, 4, "sender address", Addresses.text(packet.address(14, 4)));
    draft.field(packet, 18, 6, "target MAC", EthernetNames.of(packet.mac(18)));
    draft.field(packet, 24, 4, "target address", Addresses.text(packet.address(24, 4)));
    if (packet.address(14, 4).equals(packet.address(24, 4))) {
      draft.note(
          "gratuitous: it asks nothing, but tells every host and switch that "
              + Addresses.text(packet.address(14, 4))
              + " is at "
              + packet.mac(8));
    } else {
      draft.note("an ordinary question or answer, not an announcement");
    }
  }

  private static String operationName(int operation) {
    return switch (operation) {
      case 1 -> "1, request";
      case 2 -> "2, reply";
      default -> operation + ", unknown";
    };
  }

  void icmp(Octets message, Reception reception) {
    draft.layer("ICMPv6");
    if (message.has(0, 1) && message.u8(0) != NEIGHBOR_ADVERTISEMENT) {
      String name = messageName(message.u8(0));
      draft.field(message, 0, 1, "type", message.u8(0) + ", " + name);
      draft.note(name + ": nothing of VRRP's, and not looked at any further");
      return;
    }
    if (!message.has(0, NEIGHBOR_BYTES)) {
      draft.wrong("the neighbour advertisement ends after " + message.length() + " of 24 octets");
      return;
    }
    int flags = message.u8(4);
    draft.field(message, 0, 1, "type", "136, neighbour advertisement");
    draft.field(message, 2, 2, "checksum", checksum(message, reception));
    draft.field(message, 4, 1, "flags", flags(flags));
    draft.field(message, 8, 16, "target", Addresses.text(message.address(8, 16)));
    int at = NEIGHBOR_BYTES;
    if (message.has(at, OPTION_BYTES) && message.u8(at) == 2) {
      draft.field(message, at, 8, "target's MAC", EthernetNames.of(message.mac(at + 2)));
    }
    if (reception.ttl() != 255) {
      draft.wrong("the hop limit is " + reception.ttl() + ", not 255: hosts discard it (RFC 4861)");
    }
    if ((flags & 0x40) != 0) {
      draft.note("an answer to a question, not an announcement");
    } else if ((flags & 0x20) == 0) {
      draft.note("without the override flag: hosts keep the old MAC address (RFC 4861, 7.2.5)");
    } else {
      draft.note("unsolicited: it tells every host where the target is (RFC 9568, 6.4.1)");
    }
  }

  private static String messageName(int type) {
    return switch (type) {
      case 128 -> "echo request";
      case 129 -> "echo reply";
      case 130 -> "multicast listener query";
      case 131, 143 -> "multicast listener report";
      case 132 -> "multicast listener done";
      case 133 -> "router solicitation";
      case 134 -> "router advertisement";
      case 135 -> "neighbour solicitation";
      case 137 -> "redirect";
      default -> "another message of ICMPv6";
    };
  }

  private String checksum(Octets message, Reception reception) {
    int sum = Checksum.add(0, message.copy());
    sum = Checksum.add(sum, reception.source().getAddress());
    sum = Checksum.add(sum, reception.destination().getAddress());
    sum = Checksum.addWord(Checksum.addWord(sum, 58), message.length());
    if (Checksum.verifies(sum)) {
      return "right";
    }
    draft.wrong("the ICMPv6 checksum is wrong: hosts discard the message");
    return "wrong";
  }

  private static String flags(int flags) {
    return "router "
        + (flags >> 7)
        + ", solicited "
        + (flags >> 6 & 1)
        + ", override "
        + (flags >> 5 & 1);
  }
}
