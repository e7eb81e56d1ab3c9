package dev.baton.controller.drain;

import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Subject;

/** The controller's clocks when a decision is made. */
public record Moment(long wallNanos, long monotonicNanos) {
  Draft draft(Event event) {
    return Draft.of(wallNanos, monotonicNanos, Subject.NODE, event);
  }
}
