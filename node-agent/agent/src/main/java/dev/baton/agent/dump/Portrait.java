package dev.baton.agent.dump;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualMac;
import dev.baton.agent.dump.Counts.Count;
import dev.baton.agent.link.AdvertCounts.Counter;
import dev.baton.events.InstanceState;
import java.util.List;
import java.util.Map;

/** All that is known of one instance. */
record Portrait(
    InstanceConfig config, Hooks hooks, Standings.Standing standing, Told told, Company company) {

  /**
   * What was counted.
   *
   * @param engine by the engine since it began
   * @param cleared how much of all that is not to be told again
   */
  record Told(Map<Counter, Long> engine, Map<Count, Long> cleared) {}

  /**
   * What else it has to do with.
   *
   * @param group the name of its sync group: none or one
   * @param scripts the commands that it tracks
   * @param processes the names of the processes that it tracks
   */
  record Company(List<String> group, List<String> scripts, List<String> processes) {}

  long count(Counter counter) {
    return told.engine().getOrDefault(counter, 0L);
  }

  /** The effective priority; the configured one as long as nothing was said of it. */
  int priority() {
    return standing.priority() == 0 ? config.priority().value() : standing.priority();
  }

  boolean isActive() {
    return standing.state() == InstanceState.ACTIVE;
  }

  /** The interface of its own that it speaks on: none or one. */
  List<VirtualMac> virtualMac() {
    return config.linkLayer().interfaces().stream().limit(1).toList();
  }

  /** The interface that it speaks on, by keepalived's count. */
  String interfaceName() {
    return virtualMac().stream()
        .map(VirtualMac::interfaceName)
        .findFirst()
        .orElse(config.interfaceName());
  }
}
