package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.engine.EngineEvents.Reason;
import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.FaultsChanged;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.Subject;
import dev.baton.vrrp.FaultEnd;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which faults the log says that hold. A transition tells those that led to it; where others come
 * or go while the instance is in Fault, this has it told.
 */
final class FaultsTold {
  private final Subject.Instance subject;
  private final EngineEvents events;
  private final TrackerStates trackers;
  private Map<String, Cause> told = new TreeMap<>();
  private final Map<String, String> evidence = new TreeMap<>();
  private Reason reason = Reason.NONE;

  FaultsTold(Subject.Instance subject, EngineEvents events, TrackerStates trackers) {
    this.subject = subject;
    this.events = events;
    this.trackers = trackers;
  }

  /** A transition was told, and with it the faults that it names. */
  void transitioned(Transitioned transition) {
    told.clear();
    transition.faults().forEach(name -> told.put(name, transition.cause()));
    forget();
  }

  /** Takes an input into account; whether something else than was told is so after it. */
  boolean differAfter(Input input, Reason why, State now) {
    var faults = faultsOf(now);
    faults.forEach((name, cause) -> told.replace(name, cause));
    if (faults.keySet().equals(told.keySet())) {
      forget();
      return false;
    }
    if (input instanceof Input.FaultRaised raised) {
      learn(raised.evidence(), why);
    } else if (input instanceof Input.FaultCleared cleared) {
      learn(cleared.evidence(), why);
    }
    return true;
  }

  /** Tells what holds now, if that is not what was told. */
  void tell(State now, InstanceConfig config) {
    var faults = faultsOf(now);
    var raised = without(faults, told);
    var cleared = without(told, faults);
    if (raised.isEmpty() && cleared.isEmpty()) {
      return;
    }
    var moved = new ArrayList<>(raised);
    moved.addAll(cleared);
    evidence.putAll(trackers.evidence(config, Map.of("faults", String.join(",", moved))));
    var cause =
        raised.isEmpty()
            ? FaultEnd.of(told.getOrDefault(cleared.getFirst(), Cause.FAULT_CLEARED))
            : faults.getOrDefault(raised.getFirst(), Cause.CONFIG_CHANGED);
    var changed = new FaultsChanged(List.copyOf(faults.keySet()), raised, cleared, cause, evidence);
    events.report(subject, changed, reason);
    told = new TreeMap<>(faults);
    forget();
  }

  private void learn(Map<String, String> facts, Reason why) {
    evidence.putAll(facts);
    // The event lists them itself.
    evidence.remove("faults");
    if (!why.equals(Reason.NONE)) {
      reason = why;
    }
  }

  private void forget() {
    evidence.clear();
    reason = Reason.NONE;
  }

  private static Map<String, Cause> faultsOf(State state) {
    return state instanceof State.Initialize initialize && initialize.started()
        ? initialize.faults()
        : Map.of();
  }

  private static List<String> without(Map<String, Cause> all, Map<String, Cause> other) {
    return all.keySet().stream().filter(name -> !other.containsKey(name)).sorted().toList();
  }
}
