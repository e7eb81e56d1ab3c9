package dev.baton.agent.config;

/**
 * A script, a file or processes that matter to an instance, with keepalived's meaning of its words.
 *
 * @param weight 0: the instance is in fault while the tracker is down. A file's number is
 *     multiplied by it; of the others a positive one is added to the priority while the tracker is
 *     up, a negative one while it is down
 * @param reverse with weight 0: the instance is in fault while the tracker is up; else: what would
 *     be added is taken away
 */
public record Tracked(TrackerKind kind, String name, int weight, boolean reverse) {
  /** From here down, what a file asks for is no matter of priority but a fault. */
  private static final long FAULT_FROM = -254;

  private static final long MOST = 253;

  /** Its name among an instance's faults and contributions. */
  public String label() {
    return kind.block() + " " + name;
  }

  /** Whether the instance cannot begin without knowing how the tracker stands. */
  public boolean isWaitedFor() {
    return weight == 0 || kind != TrackerKind.SCRIPT;
  }

  /**
   * Whether the instance is in fault because of it.
   *
   * @param number a file's
   */
  public boolean isFault(boolean isUp, long number) {
    if (weight == 0) {
      return isUp == reverse;
    }
    return kind == TrackerKind.FILE && product(number) <= FAULT_FROM;
  }

  /** What it adds to the priority. */
  public int contribution(boolean isUp, long number) {
    if (weight == 0 || isFault(isUp, number)) {
      return 0;
    }
    if (kind == TrackerKind.FILE) {
      return (int) Math.min(product(number), MOST);
    }
    boolean counts = isUp ? weight > 0 : weight < 0;
    return counts ? signed() : 0;
  }

  private int signed() {
    return reverse ? -weight : weight;
  }

  /** Both factors fit into 32 bits. */
  private long product(long number) {
    return number * signed();
  }
}
