package dev.baton.agent;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.ThisHost;
import dev.baton.agent.firewall.FirewallCheck;

/** The host that {@code baton config check} runs on. */
final class LocalHost implements ThisHost {
  @Override
  public Look look(AgentConfig config) {
    var found = FirewallCheck.run(config);
    return new Look(found.blockades().stream().map(Object::toString).toList(), found.problems());
  }
}
