/**
 * The port to a log of events. Depends on the event model alone; no third-party type stands in it.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.events.log;
