package dev.baton.agent.engine;

import java.net.InetAddress;

/**
 * An address to be put on an interface.
 *
 * @param scope the kernel's address scope: 0 is global, 253 link, 254 host
 * @param label the interface label of an IPv4 address ({@code eth0:1}), empty for none
 */
public record VirtualAddress(InetAddress address, int prefixLength, int scope, String label) {

  /** Checks the prefix against the family. */
  public VirtualAddress {
    if (prefixLength < 0 || prefixLength > address.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("prefix out of range: " + address + "/" + prefixLength);
    }
    if (scope < 0 || scope > 255) {
      throw new IllegalArgumentException("scope out of range: " + scope);
    }
  }

  /** A global address without a label. */
  public static VirtualAddress of(InetAddress address, int prefixLength) {
    return new VirtualAddress(address, prefixLength, 0, "");
  }
}
