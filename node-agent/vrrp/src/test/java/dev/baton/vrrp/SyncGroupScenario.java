package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The instances of one sync group with their time, driven as an engine drives them. */
final class SyncGroupScenario {
  static final String FAULT = "own";

  private final SortedMap<String, State> states = new TreeMap<>();
  private final List<String> did = new ArrayList<>();
  private final List<Transitioned> transitions = new ArrayList<>();
  private SyncGroup group = SyncGroup.named("G");
  private long nowNanos = Scenario.SECOND;

  /** Takes these members in; who is new has not started. */
  SyncGroupScenario members(Collection<String> names) {
    names.forEach(
        name -> states.computeIfAbsent(name, n -> VirtualRouter.initial(Scenario.config(100))));
    did.clear();
    carryOut(group.with(names));
    states.keySet().retainAll(names);
    return this;
  }

  SyncGroupScenario on(String member, Input input) {
    did.clear();
    give(new SyncGroup.Told(member, input));
    return this;
  }

  SyncGroupScenario fault(String member) {
    return on(member, new Input.FaultRaised(FAULT, Cause.TRACK_SCRIPT));
  }

  SyncGroupScenario cleared(String member) {
    return on(member, new Input.FaultCleared(FAULT));
  }

  /** The member's own deadline, which may be long ahead of the other's. */
  SyncGroupScenario timesOut(String member) {
    nowNanos = Math.max(nowNanos, ((State.Backup) state(member)).activeDown().atNanos());
    return on(member, new Input.Tick());
  }

  SyncGroupScenario hears(String member, int priority) {
    return on(
        member, new Input.AdvertisementReceived(Adverts.v3(priority), Scenario.ABOVE, nowNanos));
  }

  private void give(SyncGroup.Told first) {
    var waiting = new ArrayDeque<SyncGroup.Told>(List.of(first));
    while (!waiting.isEmpty()) {
      var told = waiting.remove();
      var step = VirtualRouter.on(state(told.member()), told.input(), nowNanos);
      states.put(told.member(), step.state());
      note(told.member(), step);
      if (group.members().containsKey(told.member())) {
        var consequence = group.moved(told.member(), told.input(), step);
        group = consequence.group();
        waiting.addAll(consequence.told());
      }
    }
  }

  private void carryOut(SyncGroup.Consequence consequence) {
    group = consequence.group();
    consequence.told().forEach(this::give);
  }

  private void note(String member, Step step) {
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Report(Transitioned transition)) {
        transitions.add(transition);
        boolean follows = transition.cause() == Cause.SYNC_GROUP;
        did.add(
            follows
                ? member + "=" + transition.to()
                : member + ":" + transition.to() + "(" + transition.cause() + ")");
      }
      if (effect instanceof Effect.SendAdvertisement(var priority) && priority.value() == 0) {
        did.add(member + ":resigns");
      }
    }
  }

  /** What the last input led to, in order: who moved for which cause, who followed (=). */
  String did() {
    return String.join(" ", did);
  }

  Transitioned lastTransition() {
    return transitions.getLast();
  }

  InstanceState stateOf(String member) {
    return state(member).reported();
  }

  boolean waits(String member) {
    return group.members().entrySet().stream()
        .filter(entry -> entry.getKey().equals(member))
        .anyMatch(entry -> entry.getValue().progress() == SyncGroup.Progress.WAITING);
  }

  /** All members' states, with WAITING for a Backup that waits for the others. */
  String states() {
    var all = new ArrayList<String>();
    states.keySet().forEach(m -> all.add(waits(m) ? "WAITING" : stateOf(m).name()));
    return String.join(" ", all);
  }

  State state(String member) {
    return Objects.requireNonNull(states.get(member));
  }

  SyncGroup group() {
    return group;
  }
}
