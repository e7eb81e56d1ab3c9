package dev.baton.agent.engine;

import java.net.InetAddress;

/**
 * An address that the kernel reports on an interface.
 *
 * @param scope 0 is global, 253 link, 254 host
 * @param flags the kernel's IFA_F_ bits, see the constants
 * @param placedByBaton this or an earlier engine put it there (kernel 5.18 and newer remember it)
 */
public record InterfaceAddress(
    InetAddress address, int prefixLength, int scope, int flags, boolean placedByBaton) {

  /** A second IPv4 address in a prefix that another one leads. */
  public static final int SECONDARY = 0x01;

  /** Duplicate address detection failed; the address cannot be used. */
  public static final int DAD_FAILED = 0x08;

  /** Duplicate address detection still runs; the address cannot be used yet. */
  public static final int TENTATIVE = 0x40;

  /** An IPv6 address that may already be used while detection runs. */
  public static final int OPTIMISTIC = 0x04;

  /** Whether the kernel accepts it as a source now. */
  public boolean isUsable() {
    return (flags & DAD_FAILED) == 0 && ((flags & TENTATIVE) == 0 || (flags & OPTIMISTIC) != 0);
  }

  /** Whether it is the first of its prefix, as every IPv6 address is. */
  public boolean isPrimary() {
    return address.getAddress().length == 16 || (flags & SECONDARY) == 0;
  }
}
