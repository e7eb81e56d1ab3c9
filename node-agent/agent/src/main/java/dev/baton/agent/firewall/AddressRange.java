package dev.baton.agent.firewall;

import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.Arrays;

/** Addresses from one to another, both included, of one family. */
record AddressRange(InetAddress first, InetAddress last) {
  static AddressRange of(InetAddress address) {
    return new AddressRange(address, address);
  }

  static AddressRange ofPrefix(InetAddress address, int bits) {
    byte[] first = address.getAddress();
    byte[] last = first.clone();
    for (int bit = bits; bit < first.length * Byte.SIZE; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      first[bit / Byte.SIZE] &= (byte) ~mask;
      last[bit / Byte.SIZE] |= (byte) mask;
    }
    return new AddressRange(Addresses.ofBytes(first), Addresses.ofBytes(last));
  }

  /** Whether an address that is one of these, and no more is known of it, is in another range. */
  Judgement isIn(AddressRange other) {
    if (first.getAddress().length != other.first.getAddress().length
        || compare(last, other.first) < 0
        || compare(first, other.last) > 0) {
      return Judgement.NO;
    }
    boolean isWithin = compare(first, other.first) >= 0 && compare(last, other.last) <= 0;
    return isWithin ? Judgement.YES : Judgement.UNKNOWN;
  }

  private static int compare(InetAddress one, InetAddress other) {
    return Arrays.compareUnsigned(one.getAddress(), other.getAddress());
  }
}
