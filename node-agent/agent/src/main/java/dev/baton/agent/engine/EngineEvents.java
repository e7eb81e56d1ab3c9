package dev.baton.agent.engine;

import dev.baton.agent.link.SharedRing;
import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;

/**
 * Where the engine's events go: the ring to the steward, each with its own dense number. A ring
 * that nobody empties fills up; then events are counted, and the count is the next event.
 */
public final class EngineEvents {
  private final SharedRing ring;
  private final Doorbell steward;
  private final MonotonicClock clock;
  private long nextSeq = 1;
  private long dropped;
  private boolean unrung;

  /** Events go into the ring; the doorbell wakes who reads it. */
  public EngineEvents(SharedRing ring, Doorbell steward, MonotonicClock clock) {
    this.ring = ring;
    this.steward = steward;
    this.clock = clock;
  }

  /** What led to the events of one input. */
  record Reason(Causation causation, String correlationId) {
    static final Reason NONE = new Reason(Causation.NONE, "");
  }

  void report(Subject subject, Event event) {
    report(subject, event, Reason.NONE);
  }

  void report(Subject subject, Event event, Reason reason) {
    if (dropped > 0 && offer(Subject.NODE, lost(), Reason.NONE)) {
      dropped = 0;
    }
    if (dropped > 0 || !offer(subject, event, reason)) {
      dropped++;
    }
    unrung = true;
  }

  /** Wakes the steward once for all that was reported in a turn. */
  void ring() {
    if (unrung) {
      steward.ring();
      unrung = false;
    }
  }

  private NodeEvent lost() {
    return new NodeEvent.EventsDropped(dropped, "ring from engine to steward");
  }

  private boolean offer(Subject subject, Event event, Reason reason) {
    var draft =
        new Draft(
            clock.wallNanos(),
            clock.nanos(),
            subject,
            Actor.NOBODY,
            reason.causation(),
            reason.correlationId(),
            nextSeq,
            event);
    boolean taken = ring.offer(draft);
    if (taken) {
      nextSeq++;
    }
    return taken;
  }
}
