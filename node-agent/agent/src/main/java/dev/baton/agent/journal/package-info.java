/**
 * The node's own log: what comes out of the ring goes in, and what the log says of this node is
 * folded from it. Depends on {@code dev.baton.events}, the log port and the link; one thread, the
 * steward's journal thread.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.journal;
