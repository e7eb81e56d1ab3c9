package dev.baton.agent.engine;

import dev.baton.agent.config.Routing;
import dev.baton.agent.engine.AddressTable.Added;
import dev.baton.agent.engine.AddressTable.Removed;

/** The routes and rules of this host. Every call is answered by the kernel at once. */
public interface RoutingTable {

  /** Puts a route or rule there. */
  Added add(Routing routing);

  /** Takes a route or rule away, and nothing that only resembles it. */
  Removed remove(Routing routing);

  /** Whether routes or rules were lost since the last call, by whomever; it never waits. */
  boolean hasLost();
}
