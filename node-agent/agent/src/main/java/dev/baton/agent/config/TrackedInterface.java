package dev.baton.agent.config;

/**
 * An interface whose link matters to an instance.
 *
 * @param weight 0: the instance is in fault while the link is down; positive: added to the priority
 *     while it is up; negative: added (so taken away) while it is down
 * @param reverse exchanges up and down
 */
public record TrackedInterface(String name, int weight, boolean reverse) {
  /** Rejects weights that no priority can bear. */
  public TrackedInterface {
    if (weight < -253 || weight > 253) {
      throw new IllegalArgumentException("weight must be -253 to 253, not " + weight);
    }
  }
}
