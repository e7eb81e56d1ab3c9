package dev.baton.agent.config;

import java.util.List;

/**
 * A {@code vrrp_sync_group}: instances that become Active together, and lose it together.
 *
 * @param members the names of instances that there are, in the order of the file
 * @param trackedInterfaces what every member tracks beside its own
 * @param trackers the same of scripts, files and processes
 * @param memberWeights whether what members track on their own may move their priorities apart
 */
public record SyncGroup(
    String name,
    List<String> members,
    List<TrackedInterface> trackedInterfaces,
    List<Tracked> trackers,
    boolean memberWeights) {
  /** Takes copies. */
  public SyncGroup {
    members = List.copyOf(members);
    trackedInterfaces = List.copyOf(trackedInterfaces);
    trackers = List.copyOf(trackers);
  }
}
