package dev.baton.agent.config;

import java.util.List;

/**
 * What the Active does for the network: the addresses it serves, how it announces them, and the
 * routes and rules that go with them.
 *
 * @param promotesSecondaries whether an address that goes leaves the others of its prefix there,
 *     which the kernel has to be told
 */
public record Service(
    List<VirtualAddress> addresses,
    List<VirtualAddress> excluded,
    Announcements announcements,
    LinkLayer linkLayer,
    boolean accepts,
    List<Routing> routing,
    Fence fence,
    boolean promotesSecondaries) {
  /** Takes copies. */
  public Service {
    addresses = List.copyOf(addresses);
    excluded = List.copyOf(excluded);
    routing = List.copyOf(routing);
  }

  /** The same with other lifetimes. */
  Service with(Fence other) {
    return new Service(
        addresses,
        excluded,
        announcements,
        linkLayer,
        accepts,
        routing,
        other,
        promotesSecondaries);
  }
}
