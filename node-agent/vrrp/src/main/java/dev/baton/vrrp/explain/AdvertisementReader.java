package dev.baton.vrrp.explain;

import dev.baton.events.Family;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.explain.Explanation.Draft;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the VRRP message, whatever state it is in (RFC 9568 section 5.2, RFC 3768 section 5.3). */
final class AdvertisementReader {
  private static final int HEADER_BYTES = 8;
  private static final int TRAILER_BYTES = 8;

  private final Draft draft;
  private final List<Reception> reception;

  /** The reception is there, once, if the IP header is known. */
  AdvertisementReader(Draft draft, List<Reception> reception) {
    this.draft = draft;
    this.reception = reception;
  }

  void read(Octets message) {
    if (!message.has(0, HEADER_BYTES)) {
      draft.layer("VRRP");
      draft.wrong("the message ends after " + message.length() + " of at least 8 octets");
      return;
    }
    int version = message.u8(0) >> 4;
    int type = message.u8(0) & 0xF;
    draft.layer("VRRP version " + version);
    draft.field(message, 0, 1, "version, type", version + ", " + typeName(type));
    draft.field(message, 1, 1, "VRID", String.valueOf(message.u8(1)));
    draft.field(message, 2, 1, "priority", Meanings.priority(message.u8(2)));
    draft.field(message, 3, 1, "address count", String.valueOf(message.u8(3)));
    checkHead(message, version, type);
    if (version == 2) {
      version2(message);
    } else {
      version3(message);
    }
    addresses(message, version);
    judge(message);
  }

  private static String typeName(int type) {
    return type == 1 ? "1 (advertisement)" : type + " (unknown)";
  }

  private void checkHead(Octets message, int version, int type) {
    if (version != 2 && version != 3) {
      draft.wrong("version " + version + " does not exist; 2 and 3 do (RFC 9568, 5.2.1)");
    }
    if (type != 1) {
      draft.wrong("type " + type + " does not exist; 1 is the only one (RFC 9568, 5.2.2)");
    }
    if (message.u8(1) == 0) {
      draft.wrong("VRID 0 is not allowed; 1 to 255 are (RFC 9568, 5.2.3)");
    }
    if (message.u8(3) == 0) {
      draft.wrong("no address: such an advertisement is ignored (RFC 9568, 5.2.5)");
    }
    if (version == 2 && family(message) == Family.IPV6) {
      draft.wrong("version 2 is IPv4 only (RFC 3768, 1)");
    }
  }

  private void version2(Octets message) {
    int authentication = message.u8(4);
    int seconds = message.u8(5);
    draft.field(message, 4, 1, "auth type", Meanings.authentication(authentication));
    draft.field(message, 5, 1, "advert interval", Meanings.interval(message, seconds * 100, 2));
    draft.field(message, 6, 2, "checksum", new ChecksumRules(draft, reception).version2(message));
    if (authentication > 2) {
      draft.wrong("authentication type " + authentication + " does not exist (RFC 2338, 5.3.6)");
    } else if (authentication > 0) {
      draft.note(
          "authentication was removed by RFC 3768; keepalived still speaks it, receivers without"
              + " the same auth_type and auth_pass discard the message");
    }
    if (seconds == 0) {
      draft.wrong("an interval of 0 s: receivers discard it, no one has that interval");
    }
  }

  private void version3(Octets message) {
    int centiseconds = message.u16(4) & 0xFFF;
    int reserved = message.u8(4) >> 4;
    draft.field(
        message,
        4,
        2,
        "reserved, max advert interval",
        reserved + ", " + Meanings.interval(message, centiseconds, 3));
    draft.field(message, 6, 2, "checksum", new ChecksumRules(draft, reception).version3(message));
    if (reserved != 0) {
      draft.note("the reserved bits are not zero; receivers ignore them (RFC 9568, 5.2.6)");
    }
    if (centiseconds == 0) {
      draft.wrong("an interval of 0: discarded (RFC 9568, erratum 8301)");
    }
  }

  private void addresses(Octets message, int version) {
    int octets = Addresses.octetCount(family(message));
    int count = message.u8(3);
    int trailer = version == 2 ? TRAILER_BYTES : 0;
    int expected = HEADER_BYTES + count * octets + trailer;
    int at = HEADER_BYTES;
    for (int index = 1; index <= count && message.has(at, octets); index++, at += octets) {
      String text = Addresses.text(message.address(at, octets));
      draft.field(message, at, octets, "address " + index, text);
    }
    checkAddresses(message, count, octets);
    if (message.length() != expected) {
      draft.wrong(
          "the message has %d octets, %d addresses make it %d (RFC 9568, 7.1)"
              .formatted(message.length(), count, expected));
    }
    if (version == 2 && message.has(at, TRAILER_BYTES)) {
      draft.field(message, at, TRAILER_BYTES, "auth data", authData(message));
      at += TRAILER_BYTES;
    }
    if (message.length() > at) {
      draft.field(message, at, message.length() - at, "left over", "");
    }
  }

  private void checkAddresses(Octets message, int count, int octets) {
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < count; index++) {
      int at = HEADER_BYTES + index * octets;
      if (!message.has(at, octets)) {
        return;
      }
      var address = message.address(at, octets);
      if (!seen.add(Addresses.text(address))) {
        draft.note(Addresses.text(address) + " is listed twice");
      }
      if (index == 0 && octets == 16 && !address.isLinkLocalAddress()) {
        draft.note(
            "the first address is not link-local, which RFC 9568 (erratum 8300) makes a reason to"
                + " discard; keepalived sends and accepts it");
      }
    }
  }

  private static String authData(Octets message) {
    boolean isPassword = message.u8(4) == 1;
    return isPassword ? "a password in clear text; anyone on the link can read it" : "";
  }

  private void judge(Octets message) {
    for (var known : reception) {
      boolean isGroup = known.destination().isMulticastAddress();
      var rules = isGroup ? ReceiveRules.KEEPALIVED : ReceiveRules.UNICAST;
      var bytes = ByteBuffer.wrap(message.copy());
      draft.verdict(
          switch (AdvertisementCodec.decode(known, rules, bytes)) {
            case Decoded.Ok ok -> "Baton accepts it, if it has this virtual router there";
            case Decoded.Rejected(var reason) ->
                "Baton discards it and counts it under " + reason.counter();
          });
    }
    if (reception.isEmpty()) {
      draft.note("without the IP header, TTL, source and an IP pseudo-header cannot be checked");
    }
  }

  /** Without an IP header the length tells: only one of the two fits. */
  private Family family(Octets message) {
    if (!reception.isEmpty()) {
      return reception.getFirst().family();
    }
    boolean fitsIpv6 = message.length() == HEADER_BYTES + message.u8(3) * 16;
    return message.u8(0) >> 4 == 3 && fitsIpv6 && message.u8(3) > 0 ? Family.IPV6 : Family.IPV4;
  }
}
