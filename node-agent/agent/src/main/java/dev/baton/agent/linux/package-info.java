/**
 * The engine's ports on Linux, and what the steward needs to watch and wake another process.
 *
 * <p>One object a port, made by the composition root with a shared {@code Kernel} and, for those
 * that receive, the {@code LinuxWakeups} they are to wake. None forks, none blocks, and what runs
 * at every turn of the loop works in buffers made once.
 *
 * <p>May depend on {@code engine}'s ports, on the values of {@code config} that these speak of
 * (routes and rules, options of addresses), and on {@code linux.ffi}; only composition roots use
 * it.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.linux;
