/**
 * Reads a keepalived.conf: characters to tokens, tokens to a tree with positions, the tree to
 * {@link dev.baton.agent.config.AgentConfig} records. Every limit and every unit is checked here,
 * once; whatever the records hold is legal. Nothing is opened but the files named.
 *
 * <p>May depend on the value types of {@code dev.baton.events}, and on nothing else of ours.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.config;
