package dev.baton.agent.engine;

import dev.baton.vrrp.packet.MacAddress;
import java.util.List;

/** What is known of an interface. */
public sealed interface InterfaceState {

  /** No interface has this name. */
  record Absent() implements InterfaceState {}

  /**
   * The interface exists.
   *
   * @param up administratively up and running, with carrier
   * @param mac all zero where the link has no Ethernet address
   * @param addresses of both families, in the kernel's order
   */
  record Present(
      int index, boolean up, MacAddress mac, int mtuBytes, List<InterfaceAddress> addresses)
      implements InterfaceState {

    /** Copies the addresses. */
    public Present {
      addresses = List.copyOf(addresses);
    }
  }
}
