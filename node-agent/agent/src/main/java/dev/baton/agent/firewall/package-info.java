/**
 * Looks for rules of this host's firewall that keep advertisements from passing.
 *
 * <p>Belongs to the steward's side and to the commands; the engine knows nothing of it. May depend
 * on {@code dev.baton.agent.config} and Jackson.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.firewall;
