package dev.baton.vrrp.explain;

import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** A part of a packet; reading outside of it is impossible, asking for it is a bug. */
final class Octets {
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  private final byte[] all;
  private final int from;
  private final int to;

  private Octets(byte[] all, int from, int to) {
    if (from < 0 || to < from || to > all.length) {
      throw new IllegalStateException(
          "octets " + from + " to " + to + " of " + all.length + ": this is a bug");
    }
    this.all = all;
    this.from = from;
    this.to = to;
  }

  static Octets of(byte[] all) {
    return new Octets(all, 0, all.length);
  }

  int length() {
    return to - from;
  }

  boolean has(int offset, int length) {
    return length() >= offset + length;
  }

  int u8(int offset) {
    return Byte.toUnsignedInt(all[at(offset, 1)]);
  }

  int u16(int offset) {
    return u8(offset) << 8 | u8(offset + 1);
  }

  /** The octets from an offset on; cut where they end. */
  Octets after(int offset) {
    return new Octets(all, Math.min(from + offset, to), to);
  }

  /** The first octets, or all of them where there are fewer. */
  Octets first(int length) {
    return new Octets(all, from, Math.min(from + length, to));
  }

  InetAddress address(int offset, int length) {
    return Addresses.ofBytes(copy(offset, length));
  }

  String mac(int offset) {
    return COLONS.formatHex(copy(offset, 6));
  }

  String hex(int offset, int length) {
    return HexFormat.of().formatHex(copy(offset, length));
  }

  byte[] copy() {
    return copy(0, length());
  }

  byte[] copy(int offset, int length) {
    int start = at(offset, length);
    return Arrays.copyOfRange(all, start, start + length);
  }

  private int at(int offset, int length) {
    if (offset < 0 || !has(offset, length)) {
      throw new IllegalStateException("octet " + offset + " of " + length() + ": this is a bug");
    }
    return from + offset;
  }

  @Override
  public String toString() {
    return hex(0, length());
  }
}
