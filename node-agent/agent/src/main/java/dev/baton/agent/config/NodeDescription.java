package dev.baton.agent.config;

import java.util.List;

/** Says in words what the node does for all instances; nothing where that is nothing. */
final class NodeDescription {
  private NodeDescription() {}

  static List<String> lines(GlobalConfig globals) {
    var said = new Description("the node");
    describe(globals.delays(), said);
    return said.lines().size() == 1 ? List.of() : said.lines();
  }

  private static void describe(Delays delays, Description said) {
    if (delays.startupNanos() > 0) {
      said.line("waits", Numbers.seconds(delays.startupNanos()) + " s after the agent's start");
    }
    if (delays.afterBootNanos() > 0) {
      said.line("waits", "until " + Numbers.seconds(delays.afterBootNanos()) + " s after the boot");
    }
    if (delays.isStartDelayed()) {
      said.line("waits", "before any instance takes part in an election; a reload does not wait");
    }
  }
}
