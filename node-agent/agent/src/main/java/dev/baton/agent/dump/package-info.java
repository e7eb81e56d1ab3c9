/**
 * What keepalived writes into files when a signal asks for it, for those who read such files: from
 * the configuration, the node's own journal and the engine's counts. Knows the configuration, the
 * link and the events, and nothing of the host but the files.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.dump;
