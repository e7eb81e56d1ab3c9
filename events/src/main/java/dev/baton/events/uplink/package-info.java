/**
 * The words of the uplink between agent and controller. Depends on the event model, the log port's
 * values and the codec's fields.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.events.uplink;
