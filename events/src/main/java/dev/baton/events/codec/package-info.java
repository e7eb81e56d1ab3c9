/**
 * Events to bytes and back: the only place that knows type ids, versions and field numbers. The
 * newest version is written, every version ever released is read. {@link RecordCodec} is what
 * stands in a log, {@link DraftCodec} and {@link CommandCodec} what crosses the ring between engine
 * and steward; all are made of tagged fields.
 *
 * <p>Depends on the event model alone.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.events.codec;
