package dev.baton.vrrp.sim.peer;

/** Where a model puts what it does. */
public interface PeerWire {
  /** An advertisement goes out. */
  void advertise(byte[] message);

  /** The addresses are announced. */
  void announce();

  /** The model's state changed; the addresses are there while it is Active. */
  void became(boolean active);
}
