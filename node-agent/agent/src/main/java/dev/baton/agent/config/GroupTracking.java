package dev.baton.agent.config;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * What membership in a sync group makes of what an instance tracks. Priorities of members that
 * drift apart would let the groups of two nodes take the addresses from each other for ever, so
 * weights of their own count as 0, a fault, unless the group says otherwise; the group's move all
 * alike. A script with such a weight is not tracked at all.
 */
final class GroupTracking {
  private final WeightPlaces places;
  private final Findings findings;

  GroupTracking(WeightPlaces places, Findings findings) {
    this.places = places;
    this.findings = findings;
  }

  InstanceConfig apply(InstanceConfig instance, List<SyncGroup> groups) {
    for (SyncGroup group : groups) {
      if (group.members().contains(instance.name())) {
        var interfaces = interfaces(instance, group);
        var trackers = trackers(instance, group);
        return instance.with(instance.election().tracking(interfaces, trackers));
      }
    }
    return instance;
  }

  private List<TrackedInterface> interfaces(InstanceConfig instance, SyncGroup group) {
    var tracked = new LinkedHashMap<String, TrackedInterface>();
    group.trackedInterfaces().forEach(common -> tracked.put(common.name(), common));
    for (TrackedInterface own : instance.trackedInterfaces()) {
      var said = new Said("track_interface " + own.name(), own.weight());
      var place = new Place(instance, group, places.of(instance.name(), own));
      if (stays(said, tracked.containsKey(own.name()), place)) {
        int weight = group.memberWeights() ? own.weight() : 0;
        tracked.put(own.name(), new TrackedInterface(own.name(), weight, own.reverse()));
      }
    }
    return List.copyOf(tracked.values());
  }

  private List<Tracked> trackers(InstanceConfig instance, SyncGroup group) {
    var tracked = new LinkedHashMap<String, Tracked>();
    group.trackers().forEach(common -> tracked.put(common.label(), common));
    for (Tracked own : instance.trackers()) {
      var said = new Said(own.label(), own.weight());
      var place = new Place(instance, group, places.of(instance.name(), own));
      if (isLostScript(own, group) && !tracked.containsKey(own.label())) {
        warn(
            place,
            "%s has a weight and %s is in vrrp_sync_group %s: it is not tracked; track it in the"
                + " %s, or say sync_group_tracking_weight there",
            own.label(),
            "group");
      } else if (stays(said, tracked.containsKey(own.label()), place)) {
        int weight = group.memberWeights() ? own.weight() : 0;
        tracked.put(own.label(), new Tracked(own.kind(), own.name(), weight, own.reverse()));
      }
    }
    return List.copyOf(tracked.values());
  }

  /** keepalived fails nothing because of such a script; of interfaces and files a fault remains. */
  private static boolean isLostScript(Tracked own, SyncGroup group) {
    return own.kind() == TrackerKind.SCRIPT && own.weight() != 0 && !group.memberWeights();
  }

  /** What an instance itself says of a tracker. */
  private record Said(String tracker, int weight) {}

  private record Place(InstanceConfig instance, SyncGroup group, Position position) {}

  /**
   * Whether what the instance says counts. A weight that would be lost gives way to the group's; a
   * fault stays one, as keepalived has it.
   */
  private boolean stays(Said own, boolean isCommon, Place place) {
    boolean isLost = own.weight() != 0 && !place.group().memberWeights();
    if (isCommon) {
      warn(
          place,
          "%s is in %s and in vrrp_sync_group %s; that of the %s counts: remove the other",
          own.tracker(),
          isLost ? "group" : "instance");
    } else if (isLost) {
      warn(
          place,
          "the weight of %s counts as 0, a fault, because %s is in vrrp_sync_group %s: track it"
              + " in the %s, or say sync_group_tracking_weight there",
          own.tracker(),
          "group");
    }
    return !(isCommon && isLost);
  }

  private void warn(Place place, String text, String tracker, String which) {
    String instance = place.instance().name();
    findings.warn(place.position(), text.formatted(tracker, instance, place.group().name(), which));
  }
}
