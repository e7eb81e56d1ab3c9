package dev.baton.agent.config;

import dev.baton.events.Priority;
import java.util.List;

/** How an instance stands in the election. */
public record Election(
    Priority priority,
    boolean wantsActive,
    boolean preempt,
    long preemptDelayNanos,
    List<TrackedInterface> trackedInterfaces,
    List<Tracked> trackers) {
  /** Rejects priority 0, which only resigns, and negative delays. */
  public Election {
    if (priority.value() == 0) {
      throw new IllegalArgumentException("a configured priority must be 1 to 255, not 0");
    }
    if (preemptDelayNanos < 0) {
      throw new IllegalArgumentException("preempt delay is negative: " + preemptDelayNanos);
    }
    trackedInterfaces = List.copyOf(trackedInterfaces);
    trackers = List.copyOf(trackers);
  }

  /** The same with other things that matter. */
  Election tracking(List<TrackedInterface> interfaces, List<Tracked> others) {
    return new Election(priority, wantsActive, preempt, preemptDelayNanos, interfaces, others);
  }
}
