package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * What membership in a sync group makes of what an instance tracks. Priorities of members that
 * drift apart would let the groups of two nodes take the addresses from each other for ever, so
 * weights of their own count as 0, a fault, unless the group says otherwise; the group's move all
 * alike.
 */
final class GroupTracking {
  private final Findings findings;

  GroupTracking(Findings findings) {
    this.findings = findings;
  }

  InstanceConfig apply(InstanceConfig instance, List<SyncGroup> groups, Position position) {
    for (SyncGroup group : groups) {
      if (group.members().contains(instance.name())) {
        var interfaces = interfaces(instance, group, position);
        var trackers = trackers(instance, group, position);
        return instance.with(instance.election().tracking(interfaces, trackers));
      }
    }
    return instance;
  }

  private List<TrackedInterface> interfaces(
      InstanceConfig instance, SyncGroup group, Position position) {
    var tracked = new ArrayList<TrackedInterface>();
    for (TrackedInterface own : instance.trackedInterfaces()) {
      boolean loses = own.weight() != 0 && !group.memberWeights();
      if (loses) {
        warn(position, "track_interface " + own.name(), instance, group);
      }
      tracked.add(loses ? new TrackedInterface(own.name(), 0, own.reverse()) : own);
    }
    for (TrackedInterface common : group.trackedInterfaces()) {
      tracked.removeIf(own -> own.name().equals(common.name()));
      tracked.add(common);
    }
    return tracked;
  }

  private List<Tracked> trackers(InstanceConfig instance, SyncGroup group, Position position) {
    var tracked = new ArrayList<Tracked>();
    for (Tracked own : instance.trackers()) {
      boolean loses = own.weight() != 0 && !group.memberWeights();
      if (loses) {
        warn(position, own.label(), instance, group);
      }
      tracked.add(loses ? new Tracked(own.kind(), own.name(), 0, own.reverse()) : own);
    }
    return tracked;
  }

  /** Says that a weight is lost. */
  private void warn(Position position, String tracker, InstanceConfig instance, SyncGroup group) {
    findings.warn(
        position,
        ("the weight of %s counts as 0, a fault, because %s is in vrrp_sync_group %s: track it in"
                + " the group, or say sync_group_tracking_weight there")
            .formatted(tracker, instance.name(), group.name()));
  }
}
