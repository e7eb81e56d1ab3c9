package dev.baton.agent.config;

import dev.baton.events.Family;
import dev.baton.events.Vrid;

/**
 * Which virtual router an instance is part of, and how it speaks with the others.
 *
 * @param interfaceName empty for unicast by whatever interface leads to the peers
 */
public record Membership(
    String interfaceName, Family family, Vrid vrid, String segment, Delivery delivery) {
  /** Rejects a membership without an interface where one is needed. */
  public Membership {
    if (interfaceName.isEmpty() && delivery.destination() instanceof Destination.Multicast) {
      throw new IllegalArgumentException("multicast needs an interface");
    }
  }
}
