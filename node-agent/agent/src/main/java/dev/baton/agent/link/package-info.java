/**
 * The link between engine and steward: two rings in shared memory and two doorbells.
 *
 * <pre>
 *   engine  ── events ring ──►  steward      each message one {@code Draft}
 *           ◄── orders ring ──               each message one {@code Draft} of a command, or "stop"
 * </pre>
 *
 * <p>Either process may die: the rings live in /dev/shm, and whoever comes next finds them there. A
 * new engine gets new rings, because a killed writer may leave a claimed slot that nobody will ever
 * fill. May depend on {@code dev.baton.events}, its codec and Agrona.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.link;
