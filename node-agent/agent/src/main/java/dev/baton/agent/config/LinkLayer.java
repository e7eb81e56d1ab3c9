package dev.baton.agent.config;

import java.util.List;

/**
 * Which interfaces of its own an instance has.
 *
 * @param interfaces the one that serves the instance's own interface first; none without {@code
 *     use_vmac}
 * @param advertsFromVirtualMac whether advertisements leave from the first of them, as RFC 9568
 *     section 7.3 has it
 */
public record LinkLayer(List<VirtualMac> interfaces, boolean advertsFromVirtualMac) {
  /** All is done from the interfaces that the host has. */
  public static final LinkLayer PHYSICAL = new LinkLayer(List.of(), false);

  /** Takes a copy. */
  public LinkLayer {
    interfaces = List.copyOf(interfaces);
    if (advertsFromVirtualMac && interfaces.isEmpty()) {
      throw new IllegalArgumentException("there is no virtual MAC address to advertise from");
    }
  }
}
