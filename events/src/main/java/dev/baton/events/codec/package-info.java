/**
 * Events to bytes and back: the only place that knows type ids, versions and field numbers. Depends
 * on the event model alone.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.events.codec;
