package dev.baton.agent.dump;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.link.AdvertCounts.Counter;
import java.util.Map;

/** All that is known of one instance. */
record Portrait(
    InstanceConfig config, Hooks hooks, Standings.Standing standing, Map<Counter, Long> counts) {
  long count(Counter counter) {
    return counts.getOrDefault(counter, 0L);
  }

  /** The effective priority; the configured one as long as nothing was said of it. */
  int priority() {
    return standing.priority() == 0 ? config.priority().value() : standing.priority();
  }
}
