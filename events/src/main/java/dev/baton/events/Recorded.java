package dev.baton.events;

/**
 * An event as a log holds it.
 *
 * @param seq dense in this log, from 1; on an agent the same as {@code envelope.id().nodeSeq()}
 * @param epoch the writer's term
 * @param recordedAtNanos wall clock of the log that holds it; on an agent {@code
 *     envelope.wallNanos()}
 * @param prevHash digest of the record before it in the log that it was first written to
 */
public record Recorded(
    long seq, long epoch, long recordedAtNanos, Envelope envelope, Event event, Sha256 prevHash) {}
