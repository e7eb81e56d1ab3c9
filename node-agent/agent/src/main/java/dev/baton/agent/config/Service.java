package dev.baton.agent.config;

import java.util.List;

/** What the Active does for the network: the addresses it serves and how it announces them. */
public record Service(
    List<VirtualAddress> addresses,
    List<VirtualAddress> excluded,
    Announcements announcements,
    LinkLayer linkLayer,
    boolean accepts) {
  /** Takes copies. */
  public Service {
    addresses = List.copyOf(addresses);
    excluded = List.copyOf(excluded);
  }
}
