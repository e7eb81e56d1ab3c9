package dev.baton.agent.config;

import java.util.List;

/**
 * All that one agent is told to do. The instances stand in the order of the file.
 *
 * @param trackers those that an instance uses
 * @param statics what this host has whatever the instances are
 */
public record AgentConfig(
    GlobalConfig globals,
    List<InstanceConfig> instances,
    List<SyncGroup> syncGroups,
    Notifications notifications,
    List<TrackerDefinition> trackers,
    Statics statics) {
  /** Takes copies. */
  public AgentConfig {
    instances = List.copyOf(instances);
    syncGroups = List.copyOf(syncGroups);
    trackers = List.copyOf(trackers);
  }

  /**
   * SHA-256 of the meaning of this configuration, in hexadecimal. Layout, comments and secrets have
   * no part in it, so it may be shown to anyone and compared between nodes.
   */
  public String hash() {
    return ConfigHash.of(this);
  }
}
