package dev.baton.controller.projection;

import dev.baton.controller.fleet.Clock;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * When things happened, by the controller's clock: what a node says, corrected by the newest
 * measurement of its clock before it in the log. What a log says before its first measurement is
 * corrected by that one. Nothing happens after it was recorded.
 *
 * <p>Only grows; may be read while it does.
 */
public final class EventTimes {
  private final Map<NodeName, ConcurrentSkipListMap<Long, Measurement>> measured =
      new ConcurrentHashMap<>();
  private volatile long earlierNanos;

  private record Measurement(LogId log, Clock clock) {}

  /** What is known of a node's clock from one event of the log on. */
  public record Measured(NodeName node, long fromSeq, LogId log, Clock clock) {}

  /** All that was measured, to go on from it later. */
  public record Kept(List<Measured> measured, long earlierNanos) {}

  Kept kept() {
    var all = new ArrayList<Measured>();
    measured.forEach((node, known) ->
        known.forEach((seq, one) -> all.add(new Measured(node, seq, one.log(), one.clock()))));
    return new Kept(all, earlierNanos);
  }

  void resume(Kept kept) {
    for (Measured one : kept.measured()) {
      measured
          .computeIfAbsent(one.node(), node -> new ConcurrentSkipListMap<>())
          .put(one.fromSeq(), new Measurement(one.log(), one.clock()));
    }
    earlierNanos = kept.earlierNanos();
  }

  /** Takes the next event of the log. */
  void apply(Recorded recorded) {
    if (!(recorded.event() instanceof NodeEvent.ClockMeasured measurement)) {
      return;
    }
    var id = recorded.envelope().id();
    var known = measured.computeIfAbsent(id.node(), node -> new ConcurrentSkipListMap<>());
    long offset = measurement.offsetNanos();
    if (known.values().stream().noneMatch(each -> each.log().equals(id.logId()))) {
      earlierNanos = Math.max(earlierNanos, -offset);
    }
    var clock =
        new Clock.Measured(offset, measurement.errorNanos(), recorded.envelope().wallNanos());
    known.put(recorded.seq(), new Measurement(id.logId(), clock));
  }

  /** When it happened; of an event that was applied. */
  long of(Recorded recorded) {
    long said = recorded.envelope().wallNanos();
    var known = measured.get(recorded.envelope().id().node());
    var clock = known == null ? Clock.UNMEASURED : clock(known, recorded);
    return Math.min(clock.corrected(said), recorded.recordedAtNanos());
  }

  /**
   * Before which time an event must have seemed to happen when it was applied, to have happened
   * until that time: a first measurement may have put it back since.
   */
  long reach(long untilNanos) {
    return untilNanos + earlierNanos;
  }

  private static Clock clock(ConcurrentSkipListMap<Long, Measurement> known, Recorded recorded) {
    var before = known.floorEntry(recorded.seq());
    if (before != null) {
      return before.getValue().clock();
    }
    var first = known.firstEntry();
    var isOfThisLog =
        first != null && first.getValue().log().equals(recorded.envelope().id().logId());
    return isOfThisLog ? first.getValue().clock() : Clock.UNMEASURED;
  }
}
