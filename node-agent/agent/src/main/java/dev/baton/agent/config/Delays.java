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
  public record LinkDelay(long downNanos, long upNanos) {}

  /** Whether elections may be held off after a start. */
  boolean isStartDelayed() {
    return startupNanos > 0 || afterBootNanos > 0;
  }

  /** When elections begin, on the clock that counts from the start of the host. */
  public long firstElectionNanos(long startedNanos) {
    return Math.max(startedNanos + startupNanos, afterBootNanos);
  }
}
