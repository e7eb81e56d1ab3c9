package dev.baton.agent.engine;

import dev.baton.agent.config.AddressOptions;
import dev.baton.agent.config.VirtualAddress;
import java.net.InetAddress;

/**
 * An address to be put on an interface.
 *
 * @param label the interface label of an IPv4 address ({@code eth0:1}), empty for none
 * @param lifetimeSeconds how long it stays; {@link AddressOptions#FOREVER} for ever
 */
public record AssignedAddress(
    InetAddress address,
    int prefixLength,
    String label,
    AddressOptions options,
    long lifetimeSeconds) {

  /** Checks the prefix against the family. */
  public AssignedAddress {
    if (prefixLength < 0 || prefixLength > address.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("prefix out of range: " + address + "/" + prefixLength);
    }
  }

  /** An address about which no more is said. */
  public AssignedAddress(InetAddress address, int prefixLength, String label) {
    this(
        address,
        prefixLength,
        label,
        AddressOptions.usual(address, prefixLength),
        AddressOptions.FOREVER);
  }

  /** An address without a label. */
  public static AssignedAddress of(InetAddress address, int prefixLength) {
    return new AssignedAddress(address, prefixLength, "");
  }

  /** An address as the configuration has it. */
  static AssignedAddress of(VirtualAddress address) {
    return new AssignedAddress(
        address.address(),
        address.prefixLength(),
        address.label(),
        address.options(),
        AddressOptions.FOREVER);
  }

  /** The same, for so long. */
  AssignedAddress lasting(long seconds) {
    return new AssignedAddress(address, prefixLength, label, options, seconds);
  }
}
