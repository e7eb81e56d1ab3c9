package dev.baton.agent.config;

import dev.baton.events.Family;
import dev.baton.events.Vrid;

/** Which virtual router an instance is part of, and from where it speaks. */
public record Membership(
    String interfaceName, SourceAddress source, Family family, Vrid vrid, String segment) {
  /** Rejects a membership without an interface. */
  public Membership {
    if (interfaceName.isEmpty()) {
      throw new IllegalArgumentException("an instance needs an interface");
    }
  }
}
