package dev.baton.agent.firewall;

import dev.baton.events.Family;
import java.util.List;

/** What is known of a host's interfaces; nothing of one that is not there. */
interface Links {
  /** Whether it is a bridge. */
  boolean isBridge(String interfaceName);

  /** The interface's own addresses. */
  List<AddressRange> addresses(String interfaceName, Family family);

  /** Where its neighbours' addresses are from. */
  List<AddressRange> networks(String interfaceName, Family family);
}
