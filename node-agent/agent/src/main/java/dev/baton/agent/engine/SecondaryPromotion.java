package dev.baton.agent.engine;

/**
 * What becomes of the other addresses of a prefix when the first of them is taken from an
 * interface: by itself the kernel takes them away too.
 */
public interface SecondaryPromotion {
  /** Has the next one take its place; a repetition does nothing. */
  void promote(String interfaceName);

  /** Leaves it as it was before. */
  void restore(String interfaceName);
}
