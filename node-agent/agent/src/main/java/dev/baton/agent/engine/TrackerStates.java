package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.Tracked;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Contribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How every tracker stood when the steward last said so. It stays so while there is no steward: the
 * next one watches again and tells all. What is static tracks itself here.
 */
final class TrackerStates {
  private final Map<Key, TrackerState> told = new HashMap<>();
  private final StaticsKeeper statics;

  private record Key(String kind, String name) {
    static Key of(Tracked tracked) {
      return new Key(tracked.kind().text(), tracked.name());
    }
  }

  /** What the trackers of one instance come to. */
  record Sum(Map<String, Cause> faults, List<Contribution> contributions, boolean isComplete) {}

  TrackerStates(StaticsKeeper statics) {
    this.statics = statics;
  }

  void put(TrackerState state) {
    told.put(new Key(state.kind(), state.name()), state);
  }

  /** Forgets what nobody uses any more; whoever uses it later wants it told anew. */
  void retainUsed(List<InstanceConfig> instances) {
    Set<Key> used = new HashSet<>();
    instances.forEach(instance -> instance.trackers().forEach(t -> used.add(Key.of(t))));
    told.keySet().retainAll(used);
  }

  /** Folds what an instance tracks; what has not been told has no part in it. */
  Sum sum(InstanceConfig instance) {
    var faults = new TreeMap<String, Cause>();
    statics.faults(instance.name()).keySet().forEach(f -> faults.put(f, Cause.TRACK_STATIC));
    var contributions = new ArrayList<Contribution>();
    boolean isComplete = true;
    for (var tracked : instance.trackers()) {
      var state = told.get(Key.of(tracked));
      if (state == null) {
        isComplete = isComplete && !tracked.isWaitedFor();
      } else if (state.sense() != Sense.UNWATCHED) {
        add(tracked, state, faults, contributions);
      }
    }
    return new Sum(faults, contributions, isComplete);
  }

  private static void add(
      Tracked tracked,
      TrackerState state,
      Map<String, Cause> faults,
      List<Contribution> contributions) {
    if (tracked.isFault(state.isUp(), state.number())) {
      faults.put(tracked.label(), tracked.kind().cause());
    }
    int delta = tracked.contribution(state.isUp(), state.number());
    if (delta != 0) {
      contributions.add(new Contribution(tracked.label(), delta));
    }
  }

  /** What was seen by those trackers that the evidence of a transition names. */
  Map<String, String> evidence(InstanceConfig instance, Map<String, String> evidence) {
    var more = new HashMap<String, String>();
    statics
        .faults(instance.name())
        .forEach((name, why) -> {
          if (names(evidence, name)) {
            more.merge("staticResult", why, (one, other) -> one + "," + other);
          }
        });
    for (var tracked : instance.trackers()) {
      var state = told.get(Key.of(tracked));
      if (state != null && names(evidence, tracked.label())) {
        // Two of one kind stand side by side.
        more.merge(tracked.kind().text(), tracked.name(), (one, other) -> one + "," + other);
        more.merge(
            tracked.kind().text() + "Result", state.detail(), (one, other) -> one + "," + other);
      }
    }
    return more;
  }

  private static boolean names(Map<String, String> evidence, String label) {
    return label.equals(evidence.get("fault"))
        || label.equals(evidence.get("cleared"))
        || List.of(evidence.getOrDefault("faults", "").split(",", -1)).contains(label);
  }
}
