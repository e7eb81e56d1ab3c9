package dev.baton.events;

/** An event before a log has given it its identity; fields as in {@link Envelope}. */
public record Draft(
    long wallNanos,
    long monotonicNanos,
    Subject subject,
    Actor actor,
    Causation causation,
    String correlationId,
    long sourceSeq,
    Event event) {
  /** A fact about a subject that nobody asked for. */
  public static Draft of(long wallNanos, long monotonicNanos, Subject subject, Event event) {
    return new Draft(
        wallNanos, monotonicNanos, subject, Actor.NOBODY, Causation.NONE, "", 0, event);
  }

  /** What it carries once a log has given it this identity. */
  public Envelope envelope(EventId id, String bootId) {
    return new Envelope(
        id, bootId, wallNanos, monotonicNanos, subject, actor, causation, correlationId, sourceSeq);
  }

  /** The same with an actor, a causing event and a correlation. */
  public Draft because(Actor newActor, Causation newCausation, String newCorrelationId) {
    return new Draft(
        wallNanos,
        monotonicNanos,
        subject,
        newActor,
        newCausation,
        newCorrelationId,
        sourceSeq,
        event);
  }
}
