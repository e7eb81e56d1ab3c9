package dev.baton.agent.engine;

import java.util.function.Consumer;

/**
 * Knows the links of this host and their addresses, and what changes about them. What existed when
 * the monitor was opened is known at once and not reported as a change.
 */
public interface LinkMonitor {

  /**
   * Reports what changed since the last call, in order, and never waits. When the kernel had to
   * drop notifications, the differences to the state now are reported instead.
   */
  void poll(Consumer<LinkChange> sink);

  /** The state as of the last {@link #poll}. */
  InterfaceState interfaceState(String interfaceName);
}
