package dev.baton.agent.config;

/**
 * What concerns the whole node.
 *
 * @param routerId keepalived's {@code router_id}, empty when not set
 * @param nodeName from {@code #@baton node NAME}, empty when not set
 * @param clusterId from {@code #@baton cluster ID}: whose controller is obeyed, empty for the first
 *     that comes
 * @param besideVrrp whether it starts where another program does VRRP: {@code #@baton beside_vrrp}
 * @param networkNamespace the network namespace that it lives in, empty for the one it is started
 *     in
 * @param dumps where the state is written when a signal asks for it
 * @param delays what the node waits for before it acts
 * @param tables what packets are refused in
 * @param scripts what is run before the node's service and after it
 * @param reportsGroups whether this host tells that it listens to 224.0.0.0/24
 * @param scheduling what the engine gets of the host before others
 * @param defaults what instances get that say nothing themselves
 */
public record GlobalConfig(
    String routerId,
    String nodeName,
    String clusterId,
    boolean besideVrrp,
    String networkNamespace,
    Dumps dumps,
    Delays delays,
    FirewallTables tables,
    NodeScripts scripts,
    boolean reportsGroups,
    Scheduling scheduling,
    GlobalDefaults defaults) {
  /** Nothing is set. */
  public static final GlobalConfig NONE =
      new GlobalConfig(
          "",
          "",
          "",
          false,
          "",
          Dumps.usual(),
          Delays.NONE,
          FirewallTables.USUAL,
          NodeScripts.NONE,
          true,
          Scheduling.USUAL,
          GlobalDefaults.USUAL);
}
