package dev.baton.agent.engine;

/** Whether this host is a router, which neighbour advertisements say. */
public interface Forwarding {
  /** Whether the host forwards IPv6 packets that come in on an interface. */
  boolean isRouter(String interfaceName);
}
