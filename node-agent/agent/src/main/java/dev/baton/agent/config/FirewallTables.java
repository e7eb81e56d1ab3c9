package dev.baton.agent.config;

/**
 * The tables of nf_tables in which packets to addresses are refused.
 *
 * @param name empty for the agent's own, which no two agents share
 * @param priority of their chains: lower ones see packets first
 * @param counts whether their rules count what they match
 * @param byIndex whether link-local addresses go with the interface alone that is there now, and
 *     never with another one that gets its name
 */
public record FirewallTables(String name, int priority, boolean counts, boolean byIndex) {
  /** Without any word about them; the priority is keepalived's. */
  public static final FirewallTables USUAL = new FirewallTables("", -1, false, false);

  /** The same by another name. */
  public FirewallTables named(String other) {
    return new FirewallTables(other, priority, counts, byIndex);
  }
}
