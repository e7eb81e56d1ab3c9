/**
 * Tells the world what the log says: scripts, FIFOs and mail. {@code NoticeFold} turns events into
 * notices, pure and in the order of the log; {@code Notifier} hands them to channels and remembers
 * in a file how far it got, so that a steward that dies loses and repeats nothing that matters.
 *
 * <p>Lives in the steward's process, on its journal thread; channels have threads of their own. May
 * depend on {@code config}, {@code journal}, {@code track} (which runs scripts) and {@code events}.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.notify;
