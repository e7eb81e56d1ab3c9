package dev.baton.agent.dump;

import dev.baton.agent.config.TrackerKind;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.TrackerEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fold of the node's log that says how each instance stands. */
public final class Standings {
  private final Map<Subject, Standing> standings = new HashMap<>();
  private final Map<Tracker, Boolean> trackers = new HashMap<>();
  private long runs;

  private record Tracker(String kind, String name) {}

  /**
   * How an instance stands, and what happened to it since the engine began.
   *
   * @param priority the effective one, 0 when nothing was said of it
   */
  record Standing(
      InstanceState state,
      long sinceWallNanos,
      int priority,
      long becameActive,
      long leftActive,
      Differences differences) {
    static final Standing NONE =
        new Standing(InstanceState.INITIALIZE, 0, 0, 0, 0, new Differences(0, 0, 0));

    Standing after(InstanceEvent.Transitioned event, long wallNanos) {
      boolean becomes = event.to() == InstanceState.ACTIVE;
      boolean leaves = event.from() == InstanceState.ACTIVE;
      return new Standing(
          event.to(),
          wallNanos,
          event.priority().value(),
          becameActive + (becomes ? 1 : 0),
          leftActive + (leaves ? 1 : 0),
          differences);
    }

    Standing withPriority(int other) {
      return new Standing(state, sinceWallNanos, other, becameActive, leftActive, differences);
    }

    Standing with(Differences others) {
      return new Standing(state, sinceWallNanos, priority, becameActive, leftActive, others);
    }
  }

  /** How often a peer began to differ; the log has each change once, not each advertisement. */
  record Differences(long authentication, long interval, long addresses) {
    Differences and(String kind) {
      return new Differences(
          authentication + (kind.equals("authentication") ? 1 : 0),
          interval + (kind.equals("interval") ? 1 : 0),
          addresses + (kind.equals("address-list") ? 1 : 0));
    }
  }

  /** Takes the next record into account. */
  public void apply(Recorded recorded) {
    var subject = recorded.envelope().subject();
    var before = of(subject);
    switch (recorded.event()) {
      case NodeEvent.Started started when recorded.envelope().sourceSeq() > 0 -> {
        standings.clear();
        runs++;
      }
      case TrackerEvent.StateChanged event ->
          trackers.put(new Tracker(event.kind(), event.name()), event.isUp());
      case InstanceEvent.Transitioned event ->
          standings.put(subject, before.after(event, recorded.envelope().wallNanos()));
      case InstanceEvent.PriorityChanged event ->
          standings.put(subject, before.withPriority(event.to().value()));
      case PeerEvent.Mismatch event ->
          standings.put(subject, before.with(before.differences().and(event.kind())));
      default -> {
        // Nothing of what is dumped.
      }
    }
  }

  /** How many engines have begun. */
  long runs() {
    return runs;
  }

  /** Whether all is well with a tracker: none when nobody has said so yet, or one. */
  List<Boolean> tracker(TrackerKind kind, String name) {
    var isUp = trackers.get(new Tracker(kind.text(), name));
    return isUp == null ? List.of() : List.of(isUp);
  }

  Standing of(Subject instance) {
    return standings.getOrDefault(instance, Standing.NONE);
  }
}
