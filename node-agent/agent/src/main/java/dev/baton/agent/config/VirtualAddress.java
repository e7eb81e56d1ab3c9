package dev.baton.agent.config;

import dev.baton.events.Family;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * An address that the Active serves, or one that is always there.
 *
 * @param interfaceName where it is put; the instance's interface unless {@code dev} says otherwise
 * @param label the interface alias, empty when not set
 */
public record VirtualAddress(
    InetAddress address,
    int prefixLength,
    String interfaceName,
    String label,
    AddressOptions options)
    implements Fixture {
  /** Rejects prefixes longer than the address. */
  public VirtualAddress {
    int bits = address.getAddress().length * 8;
    if (prefixLength < 0 || prefixLength > bits) {
      throw new IllegalArgumentException("prefix must be 0 to " + bits + ", not " + prefixLength);
    }
  }

  /** An address about which nothing more is said. */
  public VirtualAddress(InetAddress address, int prefixLength, String interfaceName, String label) {
    this(address, prefixLength, interfaceName, label, AddressOptions.usual(address, prefixLength));
  }

  /** The same address on another interface. */
  VirtualAddress on(String other) {
    return new VirtualAddress(address, prefixLength, other, label, options);
  }

  /** The family of the address. */
  public Family family() {
    return address instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
  }

  @Override
  public boolean tracked() {
    return options.tracked();
  }

  /** The address as keepalived and {@code ip address} write it. */
  @Override
  public String toString() {
    String text = Addresses.text(address) + "/" + prefixLength + " dev " + interfaceName;
    return (label.isEmpty() ? text : text + " label " + label)
        + options.text(AddressOptions.usualPreferredSeconds(address, prefixLength));
  }
}
