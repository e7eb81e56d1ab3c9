package dev.baton.agent.firewall;

/**
 * A rule or policy that is in the way of advertisements.
 *
 * @param isSure false where the rule has conditions that cannot be judged from here
 * @param where table, chain and rule
 * @param remedy a command that lets them pass
 */
record Blockade(Passage passage, boolean isSure, String where, String remedy) {
  @Override
  public String toString() {
    return "%s: the firewall %s VRRP %s (%s); let it pass with: %s"
        .formatted(
            passage.interfaceName(),
            isSure ? "drops" : "may drop",
            passage.hook().equals("input") ? "coming in" : "going out",
            where,
            remedy);
  }
}
