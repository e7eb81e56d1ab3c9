/**
 * The engine: one thread that does VRRP and nothing else, and the ports it needs of the host.
 *
 * <p>The ports are small interfaces named by the need. Each has one real implementation, in {@code
 * dev.baton.agent.linux}, and simulated ones in tests. They belong to the engine's thread: none
 * blocks, and none is safe to call from another thread.
 *
 * <p>May depend on {@code dev.baton.events}' value types and {@code dev.baton.vrrp}; never on
 * Chronicle, Vert.x, Jackson or jnr.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.engine;
