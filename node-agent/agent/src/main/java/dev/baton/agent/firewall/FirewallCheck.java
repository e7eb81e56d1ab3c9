package dev.baton.agent.firewall;

import dev.baton.agent.config.AgentConfig;
import java.util.LinkedHashSet;
import java.util.List;

/** Compares the rules of this host's firewall with what a configuration needs. */
public final class FirewallCheck {
  private static final long PATIENCE_MILLIS = 5_000;

  private FirewallCheck() {}

  /** What is in the way on this host; asks programs of the host, and waits for them. */
  public static Inspection run(AgentConfig config) {
    return check(config, HostRules.read(new Tools(PATIENCE_MILLIS)), new LocalLinks());
  }

  static Inspection check(AgentConfig config, HostRules rules, Links links) {
    var found = new LinkedHashSet<Blockade>();
    for (var passage : Passages.of(config, links)) {
      rules.rulesets().forEach(each -> found.addAll(each.blockades(passage)));
    }
    return new Inspection(List.copyOf(found), rules.problems());
  }
}
