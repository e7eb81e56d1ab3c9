package dev.baton.agent.engine;

/** Wakes another process without waiting for it. */
public interface Doorbell {
  /** Rings; more than one ring before the other one looks is one. */
  void ring();
}
