package dev.baton.agent.config;

import dev.baton.events.Family;
import java.net.Inet4Address;
import java.net.InetAddress;

/** A part of the address space: all addresses that begin as this one does. */
public record Prefix(InetAddress address, int length) {
  /** Rejects prefixes longer than the address. */
  public Prefix {
    int bits = address.getAddress().length * 8;
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException("prefix must be 0 to " + bits + ", not " + length);
    }
  }

  /** All addresses of a family. */
  static Prefix all(Family family) {
    return switch (family) {
      case IPV4 -> new Prefix(Inet4Address.ofLiteral("0.0.0.0"), 0);
      case IPV6 -> new Prefix(InetAddress.ofLiteral("::"), 0);
    };
  }

  /** Whether a text is an address, perhaps with a prefix length. */
  static boolean isPrefix(String text) {
    String[] parts = text.split("/", 2);
    if (!Addresses.isAddress(parts[0])) {
      return false;
    }
    var lengths = new Range(0, Addresses.of(parts[0]).getAddress().length * 8);
    return parts.length == 1
        || (Numbers.isInteger(parts[1]) && lengths.contains(Integer.parseInt(parts[1])));
  }

  /** Whether a text is an address and perhaps something that ought to be a prefix length. */
  static boolean hasAddress(String text) {
    return Addresses.isAddress(text.split("/", 2)[0]);
  }

  /** What is said of a length that no prefix has: the whole address is taken, by its bits. */
  static String wrongLength(String text, int bits) {
    return "the prefix length of '%s' is '%s', allowed is 0 to %d; %d is used instead: correct it"
        .formatted(text, text.split("/", 2)[1], bits, bits);
  }

  /** What {@link #isPrefix} has accepted. */
  static Prefix of(String text) {
    String[] parts = text.split("/", 2);
    InetAddress address = Addresses.of(parts[0]);
    int length = parts.length == 1 ? address.getAddress().length * 8 : Integer.parseInt(parts[1]);
    return new Prefix(address, length);
  }

  /** Whether nothing stands beyond the prefix. */
  boolean isWhole() {
    return equals(whole());
  }

  /** The same without what stands beyond the prefix. */
  Prefix whole() {
    byte[] bytes = address.getAddress();
    for (int bit = length; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] = (byte) (bytes[bit / 8] & ~(0x80 >> bit % 8));
    }
    return new Prefix(Addresses.of(bytes), length);
  }

  /** The family of the addresses. */
  public Family family() {
    return Addresses.family(address);
  }

  /** As {@code ip} writes it. */
  @Override
  public String toString() {
    boolean isOne = length == address.getAddress().length * 8;
    return Addresses.text(address) + (isOne ? "" : "/" + length);
  }
}
