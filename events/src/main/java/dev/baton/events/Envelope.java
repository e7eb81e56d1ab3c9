package dev.baton.events;

/**
 * What every event carries.
 *
 * @param wallNanos nanoseconds since 1970 by the node's wall clock
 * @param monotonicNanos the node's CLOCK_MONOTONIC; comparable within one {@code bootId}
 * @param correlationId what several events belong to, for example a drain; empty for nothing
 * @param sourceSeq the engine's own dense number in its run, 0 for events of the steward or the
 *     controller; it lets a new steward see what its predecessor had already written
 */
public record Envelope(
    EventId id,
    String bootId,
    long wallNanos,
    long monotonicNanos,
    Subject subject,
    Actor actor,
    Causation causation,
    String correlationId,
    long sourceSeq) {}
