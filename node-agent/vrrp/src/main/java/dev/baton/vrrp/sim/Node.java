package dev.baton.vrrp.sim;

/** A host with a router on it, ours or another's. */
interface Node extends Station {
  String name();

  Port port();

  boolean isRunning();

  /** Starts the router, unless it runs. */
  void boot();

  /** Power is lost: nobody is told, and nothing stays. */
  void crash();

  /** The router is stopped in an orderly way, and at once. */
  void stop();

  /** Nothing runs on this host for a while; what arrives waits in the socket. */
  void stall(long nanos);

  /** The carrier comes or goes, and the router is told. */
  void link(boolean up);
}
