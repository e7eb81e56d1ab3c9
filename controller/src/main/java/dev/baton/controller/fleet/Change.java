package dev.baton.controller.fleet;

import dev.baton.events.EventId;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import java.util.Comparator;
import java.util.Map;

/**
 * One instance's change of state, as the ledger of its virtual router keeps it.
 *
 * @param seq in the controller's log
 * @param timeNanos by the controller's clock, as well as the node's can be converted to it
 * @param isTimeKnown false when the change was only found afterwards
 * @param cause a {@link dev.baton.events.Cause}, or {@code ENGINE_...} when the engine was lost
 */
public record Change(
    EventId id,
    long seq,
    long wallNanos,
    long timeNanos,
    Bound bound,
    boolean isTimeKnown,
    InstanceState from,
    InstanceState to,
    String cause,
    String correlationId,
    Map<String, String> evidence) {
  /** Time first; then what no arrival order can alter. */
  static final Comparator<Change> ORDER =
      Comparator.comparingLong(Change::timeNanos)
          .thenComparing(Change::node)
          .thenComparing(change -> change.id().logId().toString())
          .thenComparingLong(change -> change.id().nodeSeq());

  NodeName node() {
    return id.node();
  }

  Change corrected(Clock clock) {
    return new Change(
        id,
        seq,
        wallNanos,
        clock.corrected(wallNanos),
        clock.boundAt(wallNanos),
        isTimeKnown,
        from,
        to,
        cause,
        correlationId,
        evidence);
  }
}
