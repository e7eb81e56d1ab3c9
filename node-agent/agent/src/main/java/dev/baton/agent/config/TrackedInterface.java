package dev.baton.agent.config;

/**
 * An interface whose link matters to an instance, with keepalived's meaning of its words.
 *
 * @param weight 0: the instance is in fault while the link is down; positive: added to the priority
 *     while it is up; negative: added (so taken away) while it is down
 * @param reverse with weight 0: the instance is in fault while the link is up; else: the weight
 *     counts with the opposite sign, at the same times
 */
public record TrackedInterface(String name, int weight, boolean reverse) {
  /** Rejects weights that no priority can bear. */
  public TrackedInterface {
    if (weight < -253 || weight > 253) {
      throw new IllegalArgumentException("weight must be -253 to 253, not " + weight);
    }
  }

  /** Whether the instance is in fault because of this interface. */
  public boolean isFault(boolean linkIsUp) {
    return weight == 0 && linkIsUp == reverse;
  }

  /** What this interface adds to the priority. */
  public int contribution(boolean linkIsUp) {
    boolean counts = linkIsUp ? weight > 0 : weight < 0;
    if (!counts) {
      return 0;
    }
    return reverse ? -weight : weight;
  }
}
