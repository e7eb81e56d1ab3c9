package dev.baton.agent.config;

/** What can be put on a host: an address, a route or a rule. */
public sealed interface Fixture permits VirtualAddress, Routing {
  /** Whether it is put back where somebody else takes it away. */
  boolean tracked();

  /** The interface without which it is of no use; empty where none is named. */
  String interfaceName();
}
