package dev.baton.controller.drain;

import dev.baton.events.EventId;
import dev.baton.events.Recorded;

/**
 * An event that shows a fact.
 *
 * @param fact one of the names in {@link Move}
 * @param seq in the controller's log
 * @param timeNanos by the clock of the node that says it
 */
public record Proof(String fact, EventId event, long seq, long timeNanos, String cause) {
  static Proof of(String fact, Recorded recorded, String cause) {
    var envelope = recorded.envelope();
    return new Proof(fact, envelope.id(), recorded.seq(), envelope.wallNanos(), cause);
  }
}
