package dev.baton.vrrp.packet;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Decoded.Reason;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Advertisements between bytes and records.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+---------------+---------------+---------------+
 * |Version| Type  | Virtual Rtr ID|   Priority    | Address Count |
 * +-------+-------+---------------+---------------+---------------+
 * |Reserve| Max Advertise Interval|           Checksum            |  version 3, centiseconds
 * |  Auth Type    |   Adver Int   |                               |  version 2, seconds
 * +---------------+---------------+---------------+---------------+
 * |                    Addresses, 4 or 16 octets each             |
 * +---------------------------------------------------------------+
 * |            Authentication Data, 8 octets, version 2           |
 * +---------------------------------------------------------------+
 * |   Type, Key, Time, Counter, HMAC: 28 octets, where expected   |  draft-cassen-vrrp-auth-hmac
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class AdvertisementCodec {
  /** The IP protocol number, and IPv6 next header, of VRRP. */
  public static final int PROTOCOL = 112;

  private static final int TYPE_ADVERTISEMENT = 1;
  private static final int VRID_OFFSET = 1;
  private static final int PRIORITY_OFFSET = 2;
  private static final int COUNT_OFFSET = 3;
  private static final int AUTH_TYPE_OFFSET = 4;
  private static final int V2_INTERVAL_OFFSET = 5;
  private static final int V3_INTERVAL_OFFSET = 4;
  private static final int V3_INTERVAL_MASK = 0x0FFF;
  private static final int CHECKSUM_OFFSET = 6;
  private static final int HEADER_BYTES = 8;
  private static final int AUTH_DATA_BYTES = 8;
  private static final int AUTH_PASSWORD = 1;
  private static final int SIGNATURE_BYTES = 28;
  private static final int SIGNATURE_SHA256 = 1;

  private AdvertisementCodec() {}

  /** How many bytes a message takes. */
  public static int encodedBytes(Advertisement advertisement) {
    return messageBytes(advertisement.version(), advertisement.addressBytes(), 1);
  }

  /** The message as a new array. */
  public static byte[] encode(
      Advertisement advertisement, InetAddress source, InetAddress destination, ChecksumForm form) {
    var message = ByteBuffer.allocate(encodedBytes(advertisement));
    encode(advertisement, source, destination, form, message);
    return message.array();
  }

  /**
   * Puts the message at the buffer's position and moves it behind. The form is consulted for
   * version 3 over IPv4 only; everything else has one form.
   */
  public static void encode(
      Advertisement advertisement,
      InetAddress source,
      InetAddress destination,
      ChecksumForm form,
      ByteBuffer into) {
    var message = into.slice(into.position(), encodedBytes(advertisement));
    message.put((byte) (advertisement.version().number() << 4 | TYPE_ADVERTISEMENT));
    message.put((byte) advertisement.vrid().value());
    message.put((byte) advertisement.priority().value());
    message.put((byte) advertisement.addresses().size());
    putInterval(advertisement, message);
    message.putShort((short) 0);
    advertisement.addresses().forEach(address -> message.put(address.getAddress()));
    if (advertisement.version() == VrrpVersion.V2) {
      putAuthenticationOctets(advertisement.authentication(), message);
    }
    int sum = Checksum.add(0, message, 0, message.limit());
    if (transmitForm(advertisement, source, form) == ChecksumForm.PSEUDO_HEADER) {
      sum = addPseudoHeader(sum, source, destination, message.limit());
    }
    message.putShort(CHECKSUM_OFFSET, (short) Checksum.field(sum));
    into.position(into.position() + message.limit());
  }

  /** The VRID octet of a message, for finding its instance; 0 when there is none. */
  public static int vridOctet(ByteBuffer message) {
    int index = message.position() + VRID_OFFSET;
    return index < message.limit() ? unsigned(message, index) : 0;
  }

  /** Reads the message between the buffer's position and limit, which stay as they are. */
  public static Decoded decode(Reception reception, ReceiveRules rules, ByteBuffer buffer) {
    var message = buffer.slice();
    if (reception.ttl() < rules.minimumTtl() || reception.ttl() > rules.maximumTtl()) {
      return new Decoded.Rejected(Reason.TTL);
    }
    if (message.limit() < HEADER_BYTES) {
      return new Decoded.Rejected(Reason.TOO_SHORT);
    }
    int version = unsigned(message, 0) >> 4;
    if (version == VrrpVersion.V3.number()) {
      return decodeVersion(VrrpVersion.V3, reception, rules, message);
    }
    if (version == VrrpVersion.V2.number() && reception.family() == Family.IPV4) {
      return decodeVersion(VrrpVersion.V2, reception, rules, message);
    }
    return new Decoded.Rejected(Reason.VERSION);
  }

  /** The checks in the order of RFC 9568 section 7.1: type, completeness, checksum, the fields. */
  private static Decoded decodeVersion(
      VrrpVersion version, Reception reception, ReceiveRules rules, ByteBuffer message) {
    int addressBytes = Addresses.octetCount(reception.family());
    int bytes = messageBytes(version, addressBytes, unsigned(message, COUNT_OFFSET));
    if ((unsigned(message, 0) & 0xF) != TYPE_ADVERTISEMENT) {
      return new Decoded.Rejected(Reason.TYPE);
    }
    boolean isSigned = message.limit() == bytes + SIGNATURE_BYTES;
    if (message.limit() != bytes && !(isSigned && rules.takesSigned())) {
      return new Decoded.Rejected(lengthFault(message, bytes, isSigned));
    }
    // The kernel sums up IPv6 with the signature; in IPv4 it stays outside of the checksum.
    int covered = reception.family() == Family.IPV6 ? message.limit() : bytes;
    int sum = Checksum.add(0, message, 0, covered);
    var unsigned = message.slice(0, bytes);
    if (reception.family() == Family.IPV4 && Checksum.verifies(sum)) {
      return decodeFields(version, reception, rules, unsigned, ChecksumForm.MESSAGE_ONLY);
    }
    int whole = addPseudoHeader(sum, reception.source(), reception.destination(), covered);
    if (version == VrrpVersion.V3 && Checksum.verifies(whole)) {
      return decodeFields(version, reception, rules, unsigned, ChecksumForm.PSEUDO_HEADER);
    }
    return new Decoded.Rejected(Reason.CHECKSUM);
  }

  private static Reason lengthFault(ByteBuffer message, int bytes, boolean isSigned) {
    if (isSigned && unsigned(message, bytes) == SIGNATURE_SHA256) {
      return Reason.SIGNED;
    }
    return message.limit() < bytes ? Reason.TOO_SHORT : Reason.TOO_LONG;
  }

  private static Decoded decodeFields(
      VrrpVersion version,
      Reception reception,
      ReceiveRules rules,
      ByteBuffer message,
      ChecksumForm form) {
    int vrid = unsigned(message, VRID_OFFSET);
    if (vrid == 0) {
      return new Decoded.Rejected(Reason.VRID);
    }
    if (unsigned(message, COUNT_OFFSET) == 0 && !rules.takesNoAddresses()) {
      return new Decoded.Rejected(Reason.NO_ADDRESSES);
    }
    int interval = intervalCentiseconds(version, message);
    if (interval == 0) {
      return new Decoded.Rejected(Reason.ZERO_INTERVAL);
    }
    if (version == VrrpVersion.V2 && unsigned(message, AUTH_TYPE_OFFSET) > AUTH_PASSWORD) {
      return new Decoded.Rejected(Reason.AUTHENTICATION_TYPE);
    }
    var addresses = addresses(reception.family(), message);
    if (rules.linkLocalFirstAddress()
        && addresses.stream().limit(1).anyMatch(AdvertisementCodec::isForeignToLink)) {
      return new Decoded.Rejected(Reason.FIRST_ADDRESS_NOT_LINK_LOCAL);
    }
    if (rules.linkLocalSource() && isForeignToLink(reception.source())) {
      return new Decoded.Rejected(Reason.SOURCE_NOT_LINK_LOCAL);
    }
    return new Decoded.Ok(
        new Advertisement(
            version,
            new Vrid(vrid),
            new Priority(unsigned(message, PRIORITY_OFFSET)),
            new Centiseconds(interval),
            addresses,
            authentication(version, message)),
        form);
  }

  private static boolean isForeignToLink(InetAddress address) {
    return address instanceof Inet6Address && !address.isLinkLocalAddress();
  }

  private static int intervalCentiseconds(VrrpVersion version, ByteBuffer message) {
    return switch (version) {
      case V2 -> unsigned(message, V2_INTERVAL_OFFSET) * 100;
      case V3 -> message.getShort(V3_INTERVAL_OFFSET) & V3_INTERVAL_MASK;
    };
  }

  private static List<InetAddress> addresses(Family family, ByteBuffer message) {
    int count = unsigned(message, COUNT_OFFSET);
    var addresses = new ArrayList<InetAddress>(count);
    var octets = new byte[Addresses.octetCount(family)];
    for (int index = 0; index < count; index++) {
      message.get(HEADER_BYTES + index * octets.length, octets);
      addresses.add(Addresses.ofBytes(octets));
    }
    return addresses;
  }

  private static Authentication authentication(VrrpVersion version, ByteBuffer message) {
    if (version == VrrpVersion.V2 && unsigned(message, AUTH_TYPE_OFFSET) == AUTH_PASSWORD) {
      return new Authentication.Password(message.getLong(message.limit() - AUTH_DATA_BYTES));
    }
    return Authentication.NONE;
  }

  private static void putInterval(Advertisement advertisement, ByteBuffer message) {
    int centiseconds = advertisement.interval().value();
    switch (advertisement.version()) {
      case V2 -> {
        message.put((byte) authenticationType(advertisement.authentication()));
        message.put((byte) (centiseconds / 100));
      }
      case V3 -> message.putShort((short) centiseconds);
    }
  }

  private static int authenticationType(Authentication authentication) {
    return switch (authentication) {
      case Authentication.None none -> 0;
      case Authentication.Password password -> AUTH_PASSWORD;
    };
  }

  private static void putAuthenticationOctets(Authentication authentication, ByteBuffer message) {
    message.putLong(
        switch (authentication) {
          case Authentication.None none -> 0;
          case Authentication.Password(long octets) -> octets;
        });
  }

  private static ChecksumForm transmitForm(
      Advertisement advertisement, InetAddress source, ChecksumForm wanted) {
    return switch (advertisement.version()) {
      case V2 -> ChecksumForm.MESSAGE_ONLY;
      case V3 -> Addresses.family(source) == Family.IPV6 ? ChecksumForm.PSEUDO_HEADER : wanted;
    };
  }

  /** The classic IPv4 and the IPv6 pseudo-header differ in layout but add up alike. */
  private static int addPseudoHeader(
      int sum, InetAddress source, InetAddress destination, int messageBytes) {
    int withSource = Checksum.add(sum, source.getAddress());
    int withAddresses = Checksum.add(withSource, destination.getAddress());
    return Checksum.addWord(Checksum.addWord(withAddresses, PROTOCOL), messageBytes);
  }

  private static int messageBytes(VrrpVersion version, int addressBytes, int addressCount) {
    int trailerBytes = version == VrrpVersion.V2 ? AUTH_DATA_BYTES : 0;
    return HEADER_BYTES + addressCount * addressBytes + trailerBytes;
  }

  private static int unsigned(ByteBuffer message, int index) {
    return message.get(index) & 0xFF;
  }
}
