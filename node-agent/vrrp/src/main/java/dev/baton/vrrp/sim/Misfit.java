package dev.baton.vrrp.sim;

import dev.baton.events.Family;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** A message that is right but for one thing, which the receive checks are for (R21 to R43). */
enum Misfit {
  OTHER_AUTHENTICATION,
  MORE_ADDRESSES,
  FEWER_ADDRESSES,
  OTHER_ORDER,
  OTHER_VRID,
  OTHER_VERSION,
  OTHER_INTERVAL,
  OTHER_TYPE,
  UNKNOWN_VERSION,
  RESERVED_BITS,
  NO_ADDRESSES,
  ZERO_INTERVAL,
  UNKNOWN_AUTHENTICATION,
  GLOBAL_FIRST_ADDRESS,
  GLOBAL_SOURCE,
  OTHER_CHECKSUM,
  WRONG_CHECKSUM,
  WRONG_LENGTH;

  private static final int CHECKSUM_OFFSET = 6;
  private static final Misfit[] ALL = values();

  static Misfit draw(SplittableRandom chance) {
    return ALL[chance.nextInt(ALL.length)];
  }

  /** What the message says, where saying something else is what is wrong with it. */
  Advertisement alter(Advertisement right, RouterConfig config, SplittableRandom chance) {
    boolean v2 = right.version() == VrrpVersion.V2;
    return switch (this) {
      case OTHER_AUTHENTICATION -> v2 ? with(right, other(right.authentication())) : right;
      case MORE_ADDRESSES -> with(right, more(right.addresses()));
      case FEWER_ADDRESSES -> with(right, right.addresses().subList(0, 1));
      case OTHER_ORDER -> with(right, reversed(right.addresses(), config.family()));
      case OTHER_VRID -> with(right, new Vrid(right.vrid().value() % 255 + 1));
      case OTHER_VERSION -> config.family() == Family.IPV6 ? right : inOtherVersion(right);
      case OTHER_INTERVAL -> with(right, Centiseconds.ofSeconds(chance.nextInt(1, 5)));
      case NO_ADDRESSES -> with(right, List.of());
      case GLOBAL_FIRST_ADDRESS -> with(right, right.addresses().reversed());
      case OTHER_TYPE,
          UNKNOWN_VERSION,
          RESERVED_BITS,
          ZERO_INTERVAL,
          UNKNOWN_AUTHENTICATION,
          GLOBAL_SOURCE,
          OTHER_CHECKSUM,
          WRONG_CHECKSUM,
          WRONG_LENGTH ->
          right;
    };
  }

  /** The octets, where they are what is wrong; the checksum stays true unless it is that. */
  byte[] alter(byte[] octets, SplittableRandom chance) {
    boolean v2 = octets[0] >> 4 == 2;
    return switch (this) {
      case OTHER_TYPE -> patched(octets, 0, (octets[0] & 0xF0) | chance.nextInt(2, 16));
      case UNKNOWN_VERSION -> patched(octets, 0, (chance.nextInt(4, 16) << 4) | 1);
      case RESERVED_BITS ->
          v2 ? octets : patched(octets, 4, (octets[4] & 0xF) | (chance.nextInt(1, 16) << 4));
      case ZERO_INTERVAL -> patched(v2 ? octets : patched(octets, 4, 0), 5, 0);
      case UNKNOWN_AUTHENTICATION -> v2 ? patched(octets, 4, chance.nextInt(2, 256)) : octets;
      case WRONG_CHECKSUM -> {
        octets[CHECKSUM_OFFSET + chance.nextInt(2)] ^= (byte) (1 << chance.nextInt(8));
        yield octets;
      }
      case WRONG_LENGTH -> Arrays.copyOf(octets, octets.length + chance.nextInt(1, 9));
      case OTHER_AUTHENTICATION,
          MORE_ADDRESSES,
          FEWER_ADDRESSES,
          OTHER_ORDER,
          OTHER_VRID,
          OTHER_VERSION,
          OTHER_INTERVAL,
          NO_ADDRESSES,
          GLOBAL_FIRST_ADDRESS,
          GLOBAL_SOURCE,
          OTHER_CHECKSUM ->
          octets;
    };
  }

  /** Another octet, and the checksum brought up to it (RFC 1624). */
  static byte[] patched(byte[] octets, int at, int value) {
    int before = Byte.toUnsignedInt(octets[at]);
    int change = value + 0xFFFF - before;
    int sum = 0xFFFF - word(octets) + (at % 2 == 0 ? shifted(value, before) : change);
    while (sum > 0xFFFF) {
      sum = (sum & 0xFFFF) + (sum >> 16);
    }
    octets[at] = (byte) value;
    int field = 0xFFFF - sum;
    octets[CHECKSUM_OFFSET] = (byte) (field >> 8);
    octets[CHECKSUM_OFFSET + 1] = (byte) field;
    return octets;
  }

  private static int shifted(int value, int before) {
    return (value << 8) + 0xFFFF - (before << 8);
  }

  private static int word(byte[] octets) {
    return (Byte.toUnsignedInt(octets[CHECKSUM_OFFSET]) << 8)
        | Byte.toUnsignedInt(octets[CHECKSUM_OFFSET + 1]);
  }

  private static Authentication other(Authentication ours) {
    return ours.equals(Authentication.NONE)
        ? Authentication.password("guessed")
        : Authentication.NONE;
  }

  private static List<InetAddress> more(List<InetAddress> ours) {
    var more = new ArrayList<>(ours);
    more.add(ours.getFirst());
    return more;
  }

  private static List<InetAddress> reversed(List<InetAddress> ours, Family family) {
    var reversed = new ArrayList<>(ours);
    int first = family == Family.IPV6 ? 1 : 0;
    Collections.reverse(reversed.subList(first, reversed.size()));
    return reversed;
  }

  private static Advertisement inOtherVersion(Advertisement right) {
    boolean v2 = right.version() == VrrpVersion.V2;
    return new Advertisement(
        v2 ? VrrpVersion.V3 : VrrpVersion.V2,
        right.vrid(),
        right.priority(),
        Centiseconds.ofSeconds(1),
        right.addresses(),
        Authentication.NONE);
  }

  private static Advertisement with(Advertisement old, Authentication authentication) {
    return of(old, old.vrid(), old.interval(), old.addresses(), authentication);
  }

  private static Advertisement with(Advertisement old, List<InetAddress> addresses) {
    return of(old, old.vrid(), old.interval(), addresses, old.authentication());
  }

  private static Advertisement with(Advertisement old, Vrid vrid) {
    return of(old, vrid, old.interval(), old.addresses(), old.authentication());
  }

  private static Advertisement with(Advertisement old, Centiseconds interval) {
    return of(old, old.vrid(), interval, old.addresses(), old.authentication());
  }

  private static Advertisement of(
      Advertisement old,
      Vrid vrid,
      Centiseconds interval,
      List<InetAddress> addresses,
      Authentication authentication) {
    return new Advertisement(
        old.version(), vrid, old.priority(), interval, addresses, authentication);
  }
}
