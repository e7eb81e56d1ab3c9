package dev.baton.agent.dump;

import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import java.util.HashMap;
import java.util.Map;

/** The fold of the node's log that says how each instance stands. */
public final class Standings {
  private final Map<Subject, Standing> standings = new HashMap<>();

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
      case NodeEvent.Started started when recorded.envelope().sourceSeq() > 0 -> standings.clear();
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

  Standing of(Subject instance) {
    return standings.getOrDefault(instance, Standing.NONE);
  }
}
