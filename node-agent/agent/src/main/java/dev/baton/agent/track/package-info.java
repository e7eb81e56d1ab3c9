/**
 * The trackers, in the steward's process: each turns something of the world, be it a script, a file
 * or processes, into a state, and tells it when it changes. They know neither instances nor
 * weights; those belong to the engine.
 *
 * <p>May depend on {@code config}, {@code link} and {@code events}; what they need of Linux comes
 * through small ports.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.track;
