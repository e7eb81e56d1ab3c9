package dev.baton.vrrp.sim;

/** Whatever is plugged into a port of the segment. */
interface Station {
  /** Whether it is a member of the VRRP group. */
  boolean isRouter();

  /** A frame reaches the interface. */
  void receives(Frame frame);
}
