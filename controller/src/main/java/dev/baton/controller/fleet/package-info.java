/**
 * What the controller knows of the nodes: {@link dev.baton.controller.fleet.Fleet}, an immutable
 * image folded from events, and what can be concluded from it: verdicts and the failover ledger.
 *
 * <p>Pure: depends on the event model alone, reads no clock, touches no disk and no network.
 * Concluding never acts; drains act.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.controller.fleet;
