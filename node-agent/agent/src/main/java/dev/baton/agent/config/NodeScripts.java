package dev.baton.agent.config;

import java.util.List;

/**
 * What is run once around the whole service of the node.
 *
 * @param startup before the first engine begins: one or none
 * @param shutdown after the last engine has ended: one or none
 */
public record NodeScripts(List<Limited> startup, List<Limited> shutdown) {
  /** Nothing is run. */
  public static final NodeScripts NONE = new NodeScripts(List.of(), List.of());

  /** A script that is killed when it runs for longer. */
  public record Limited(ScriptCommand command, long limitNanos) {}

  /** Takes copies. */
  public NodeScripts {
    startup = List.copyOf(startup);
    shutdown = List.copyOf(shutdown);
  }
}
