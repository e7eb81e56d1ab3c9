/**
 * The steward: the process that {@code baton agent} starts. It supervises the engine and does all
 * that may block: the journal, the hold, commands.
 *
 * <pre>
 *   engine ═ ring ═► journal thread ─► log ─► uplink ─► controller
 *          ◄═ ring ═      ▲                     │
 *                         └──── commands ◄──────┘
 * </pre>
 *
 * <p>Composition root of the agent's second process: it alone, beside the engine's, names Linux
 * adapters and the Chronicle log.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.steward;
