package dev.baton.agent.config;

import java.util.Map;

/**
 * What the node waits for before it acts.
 *
 * @param startupNanos from the start of the agent to the first election
 * @param afterBootNanos from the start of the host to the first election
 * @param links by the name of the interface; a change of another link counts at once
 */
public record Delays(long startupNanos, long afterBootNanos, Map<String, LinkDelay> links) {
  /** Nothing is waited for. */
  public static final Delays NONE = new Delays(0, 0, Map.of());

  /** Takes a copy. */
  public Delays {
    links = Map.copyOf(links);
  }

  /** How long a link has to be down, or up, before it counts as that. */
  public record LinkDelay(long downNanos, long upNanos) {
    /** Keeps within what an instance can bear. */
    public LinkDelay atMost(long longestNanos) {
      return new LinkDelay(Math.min(downNanos, longestNanos), Math.min(upNanos, longestNanos));
    }

    long longerNanos() {
      return Math.max(downNanos, upNanos);
    }

    /** What an instance can bear with adverts at this interval: a little less than it listens. */
    public static long longestNanos(InstanceConfig instance, long intervalNanos) {
      long wholeNanos = (instance.downTimerAdverts() - 1) * intervalNanos;
      return Math.max(0, wholeNanos - intervalNanos / 256);
    }
  }

  /** Whether elections may be held off after a start. */
  boolean isStartDelayed() {
    return startupNanos > 0 || afterBootNanos > 0;
  }

  /** When elections begin, on the clock that counts from the start of the host. */
  public long firstElectionNanos(long startedNanos) {
    return Math.max(startedNanos + startupNanos, afterBootNanos);
  }
}
