package dev.baton.agent.config;

import dev.baton.events.Priority;
import java.util.List;

/** How an instance stands in the election. */
public record Election(
    Priority priority,
    boolean wantsActive,
    boolean preempt,
    long preemptDelayNanos,
    List<TrackedInterface> trackedInterfaces) {
  /** Rejects priority 0, which only resigns, and negative delays. */
  public Election {
    if (priority.value() == 0) {
      throw new IllegalArgumentException("a configured priority must be 1 to 255, not 0");
    }
    if (preemptDelayNanos < 0) {
      throw new IllegalArgumentException("preempt delay is negative: " + preemptDelayNanos);
    }
    trackedInterfaces = List.copyOf(trackedInterfaces);
  }

  /** The same with other interfaces that matter. */
  Election tracking(List<TrackedInterface> others) {
    return new Election(priority, wantsActive, preempt, preemptDelayNanos, others);
  }
}
