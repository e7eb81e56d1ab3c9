package dev.baton.vrrp.sim.peer;

import java.net.InetAddress;
import java.util.OptionalLong;

/** Another maker's router with one virtual router, as far as others can see it. */
public interface PeerModel {
  /** It begins. */
  void start(long nowNanos);

  /** It is stopped in an orderly way. */
  void stop(long nowNanos);

  /** It is gone at once. */
  void die();

  /** An advertisement arrives, with the TTL of its IP header. */
  void hear(byte[] message, InetAddress source, int ttl, long nowNanos);

  /** The time that it asked for has come. */
  void tick(long nowNanos);

  /** When it wants to be ticked. */
  OptionalLong nextNanos();

  boolean isActive();

  /** What it advertises, or would. */
  int priority();

  /** Skew_Time as it counts it now. */
  long skewNanos();
}
