package dev.baton.agent.config;

import java.util.List;
import java.util.TreeMap;

/** Says in words what the node does for all instances; nothing where that is nothing. */
final class NodeDescription {
  private NodeDescription() {}

  static List<String> lines(AgentConfig config) {
    var globals = config.globals();
    var said = new Description("the node");
    if (!globals.networkNamespace().isEmpty()) {
      said.line("lives in", "the network namespace " + globals.networkNamespace());
    }
    if (!globals.clusterId().isEmpty()) {
      said.line("obeys", "the controller of cluster " + globals.clusterId() + " alone");
    }
    if (globals.besideVrrp()) {
      said.line("bears", "another program that does VRRP on this host");
    }
    StaticsDescription.describe(config.statics(), said);
    describe(globals.delays(), said);
    describe(globals.tables(), said);
    describe(globals.scripts(), said);
    if (!globals.reportsGroups()) {
      said.line("withholds", "reports of groups in 224.0.0.0/24 (IGMP), for the whole host");
    }
    SchedulingDescription.describe(globals.scheduling(), said);
    return said.lines().size() == 1 ? List.of() : said.lines();
  }

  private static void describe(FirewallTables tables, Description said) {
    if (!tables.equals(FirewallTables.USUAL)) {
      said.line(
          "refuses",
          "packets in %s of nf_tables, at priority %d%s%s"
              .formatted(
                  tables.name().isEmpty() ? "tables of its own" : "tables '" + tables.name() + "'",
                  tables.priority(),
                  tables.counts() ? ", and counts them" : "",
                  tables.byIndex() ? "; link-local addresses by the interface's index" : ""));
    }
  }

  private static void describe(NodeScripts scripts, Description said) {
    scripts.startup().forEach(script -> said.line("runs", text(script) + " before all begins"));
    scripts.shutdown().forEach(script -> said.line("runs", text(script) + " after all has ended"));
  }

  private static String text(NodeScripts.Limited script) {
    return "%s for %s s at most"
        .formatted(HookDescription.script(script.command()), Numbers.seconds(script.limitNanos()));
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
    new TreeMap<>(delays.links())
        .forEach((name, delay) ->
            said.line(
                "puts up",
                "with %s being down for %s s, and sees it up after %s s"
                    .formatted(
                        name,
                        Numbers.seconds(delay.downNanos()),
                        Numbers.seconds(delay.upNanos()))));
  }
}
