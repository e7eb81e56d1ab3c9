package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.vrrp.State.Initialize;
import dev.baton.vrrp.Transitions.Grounds;
import java.util.List;
import java.util.TreeMap;

/** RFC 9568 section 6.4.1, and the faults that keep an instance in Initialize. */
final class InitializeRules {
  private InitializeRules() {}

  static Step on(Initialize state, Input input, long nowNanos) {
    return switch (input) {
      case Input.Startup startup -> startup(state, nowNanos);
      case Input.Shutdown(Cause cause) -> shutdown(state, cause);
      case Input.FaultRaised raised -> Step.stay(withFault(state, raised.name(), raised.cause()));
      case Input.FaultCleared cleared -> faultCleared(state, cleared, nowNanos);
      case Input.GroupReadiness(String group, boolean ready) ->
          changed(state, state.situation().withOthersReady(ready));
      case Input.GroupBecameActive active -> Step.stay(state);
      case Input.GroupBecameBackup backup -> Step.stay(state);
      case Input.TrackedPriority tracked ->
          changed(state, state.situation().with(tracked.contributions()));
      case Input.HoldPlaced placed -> changed(state, state.situation().with(true));
      case Input.HoldLifted lifted -> changed(state, state.situation().with(false));
      case Input.Reconfigured(RouterConfig config) ->
          changed(state, Transitions.reconfigured(state.situation(), config));
      case Input.TakeOver command -> Transitions.refused(state, command, Effect.Refusal.NOT_BACKUP);
      case Input.AdvertisementReceived advert -> Step.stay(state);
      case Input.HandOverExpected expected -> Step.stay(state);
      case Input.Stalled stalled -> Step.stay(state);
      case Input.Tick tick -> Step.stay(state);
    };
  }

  private static Step startup(Initialize state, long nowNanos) {
    if (state.started()) {
      return Step.stay(state);
    }
    if (state.faults().isEmpty()) {
      return begin(state, Cause.STARTUP, Evidence.of(state.situation()), nowNanos);
    }
    var fault = state.faults().entrySet().iterator().next();
    var next = new Initialize(state.situation(), state.faults(), true);
    var evidence =
        Evidence.of(state.situation()).with("faults", String.join(",", state.faults().keySet()));
    var report = Transitions.report(state, next, new Grounds(fault.getValue(), evidence));
    return new Step(next, List.of(report));
  }

  private static Step shutdown(Initialize state, Cause cause) {
    if (!state.started()) {
      return Step.stay(state);
    }
    var next = new Initialize(state.situation(), state.faults(), false);
    var grounds = new Grounds(cause, Evidence.of(state.situation()));
    return new Step(next, List.of(Transitions.report(state, next, grounds)));
  }

  private static Initialize withFault(Initialize state, String name, Cause cause) {
    var faults = new TreeMap<>(state.faults());
    faults.put(name, cause);
    return new Initialize(state.situation(), faults, state.started());
  }

  private static Step faultCleared(Initialize state, Input.FaultCleared input, long nowNanos) {
    var faults = new TreeMap<>(state.faults());
    var raisedBy = faults.remove(input.name());
    if (raisedBy == null) {
      return Step.stay(state);
    }
    if (!state.started() || !faults.isEmpty()) {
      return Step.stay(new Initialize(state.situation(), faults, state.started()));
    }
    var evidence =
        Evidence.of(state.situation()).with("cleared", input.name()).with(input.evidence());
    return begin(state, FaultEnd.of(raisedBy), evidence, nowNanos);
  }

  /**
   * The owner is Active at once (6.4.1), unless its sync group is not ready, or it is one that
   * waits; everybody else listens first.
   */
  private static Step begin(Initialize state, Cause cause, Evidence evidence, long nowNanos) {
    boolean isAtOnce = state.situation().isOwnerAtOnce();
    if (isAtOnce && state.situation().othersReady()) {
      var why = cause == Cause.STARTUP ? Cause.ADDRESS_OWNER : cause;
      return Transitions.toActive(state, new Grounds(why, evidence.with("owner", true)), nowNanos);
    }
    var fresh = Transitions.freshBackup(state.situation(), nowNanos);
    var next = isAtOnce ? Transitions.waiting(fresh, nowNanos) : fresh;
    var report = Transitions.report(state, next, new Grounds(cause, evidence));
    return new Step(next, List.of(report));
  }

  private static Step changed(Initialize state, Situation situation) {
    var next = new Initialize(situation, state.faults(), state.started());
    return new Step(next, Transitions.priorityReport(state.situation(), situation));
  }
}
