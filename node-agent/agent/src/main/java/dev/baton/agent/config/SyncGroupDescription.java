package dev.baton.agent.config;

import java.util.List;

/** Says in words what a sync group does. */
final class SyncGroupDescription {
  private SyncGroupDescription() {}

  static List<String> lines(SyncGroup group, Hooks hooks) {
    var said = new Description("vrrp_sync_group " + group.name());
    said.line("moves", String.join(", ", group.members()) + ": Active together, or none of them");
    said.line("fails", "when one of them does: a fault of one is a fault of all");
    for (TrackedInterface tracked : group.trackedInterfaces()) {
      said.line("tracks", TrackedInterfaceDescription.of(tracked) + ", for all of them");
    }
    for (Tracked tracked : group.trackers()) {
      said.line("tracks", TrackedDescription.of(tracked) + ", for all of them");
    }
    HookDescription.describe(hooks, said);
    return said.lines();
  }
}
