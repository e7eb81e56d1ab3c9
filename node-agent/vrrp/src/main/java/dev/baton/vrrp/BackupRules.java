package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.events.Priority;
import dev.baton.vrrp.Effect.Refusal;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State.ActiveDown;
import dev.baton.vrrp.State.Arming;
import dev.baton.vrrp.State.Backup;
import dev.baton.vrrp.Transitions.Grounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RFC 9568 section 6.4.2. */
final class BackupRules {
  private BackupRules() {}

  static Step on(Backup state, Input input, long nowNanos) {
    return switch (input) {
      case Input.Startup startup -> Step.stay(state);
      case Input.Shutdown(Cause cause) ->
          leave(state, Map.of(), new Grounds(cause, Evidence.of(state.situation())));
      case Input.FaultRaised(String name, Cause cause, Map<String, String> evidence) ->
          leave(
              state,
              Map.of(name, cause),
              new Grounds(
                  cause, Evidence.of(state.situation()).with("fault", name).with(evidence)));
      case Input.FaultCleared cleared -> Step.stay(state);
      case Input.Tick tick -> tick(state, nowNanos);
      case AdvertisementReceived advert -> received(state, advert);
      case Input.TrackedPriority tracked ->
          changed(state, state.situation().with(tracked.contributions()));
      case Input.HoldPlaced placed -> hold(state);
      case Input.HoldLifted lifted -> changed(state, state.situation().with(false));
      case Input.HandOverExpected expected -> Step.stay(state);
      case Input.TakeOver command -> takeOver(state, command, nowNanos);
      case Input.Stalled stalled -> stalled(state, stalled, nowNanos);
      case Input.Reconfigured(RouterConfig config) -> reconfigured(state, config, nowNanos);
      case Input.GroupReadiness readiness -> readied(state, readiness, nowNanos);
      case Input.GroupBecameActive(SyncGroup.Trigger trigger) ->
          follow(state, Evidence.of(state.situation()).with(trigger), nowNanos);
      case Input.GroupBecameBackup backup -> Step.stay(state);
    };
  }

  private static Step leave(Backup state, Map<String, Cause> faults, Grounds grounds) {
    var next = Transitions.initialize(state.situation(), faults, !faults.isEmpty());
    var effects = new ArrayList<Effect>();
    if (state.lingerUntil().isSet()) {
      effects.add(new Effect.RemoveAddresses(grounds.cause()));
    }
    effects.add(Transitions.report(state, next, grounds));
    return new Step(next, effects);
  }

  private static Step tick(Backup state, long nowNanos) {
    var hearing = Hearing.silence(state.situation(), false, nowNanos);
    var current = state.with(hearing.situation());
    boolean isDue = nowNanos - state.activeDown().atNanos() >= 0;
    if (isDue && state.situation().othersReady()) {
      var step = Transitions.toActive(current, activeDownGrounds(current, nowNanos), nowNanos);
      return step.after(hearing.reports());
    }
    var next = isDue ? Transitions.waiting(current, nowNanos) : current;
    if (state.lingerUntil().isDue(nowNanos)) {
      var removal = List.<Effect>of(new Effect.RemoveAddresses(Cause.HAND_OVER));
      return new Step(next.withLingerUntil(Deadline.never()), removal).after(hearing.reports());
    }
    return new Step(next, hearing.reports());
  }

  /** Goes at once if it has waited for the others. */
  private static Step readied(Backup state, Input.GroupReadiness readiness, long nowNanos) {
    var next = state.with(state.situation().withOthersReady(readiness.othersReady()));
    boolean waits = state.activeDown().armedBy() == Arming.GROUP;
    if (!waits || !readiness.othersReady()) {
      return Step.stay(next);
    }
    return follow(next, Evidence.of(next.situation()).with("group", readiness.group()), nowNanos);
  }

  private static Step follow(Backup state, Evidence evidence, long nowNanos) {
    var facts = evidence.heard(state.lastHeard(), nowNanos);
    return Transitions.toActive(state, new Grounds(Cause.SYNC_GROUP, facts), nowNanos);
  }

  /** The cause is what was heard since the timer was set, not what it might mean. */
  private static Grounds activeDownGrounds(Backup state, long nowNanos) {
    var activeDown = state.activeDown();
    var evidence =
        Evidence.of(state.situation())
            .heard(state.lastHeard(), nowNanos)
            .with("timerDueNanosAgo", nowNanos - activeDown.atNanos())
            .with("activeIntervalCentiseconds", activeDown.activeInterval().value());
    return new Grounds(activeDownCause(state), evidence);
  }

  private static Cause activeDownCause(Backup state) {
    if (state.activeDown().armedBy() == Arming.RESIGNATION) {
      return Cause.ACTIVE_RESIGNED;
    }
    if (!state.activeDown().lowerIgnored()) {
      return Cause.ACTIVE_DOWN_TIMER_EXPIRED;
    }
    if (state.priority().isOwner()) {
      return Cause.ADDRESS_OWNER;
    }
    return state.preemptAt().isSet() ? Cause.PREEMPT_DELAY_ELAPSED : Cause.PREEMPTED_LOWER;
  }

  private static Step received(Backup state, AdvertisementReceived input) {
    var hearing = Hearing.of(state.situation(), input);
    var current = state.with(hearing.situation());
    if (!hearing.accepted()) {
      return new Step(current, hearing.reports());
    }
    var heard = Heard.Router.of(input);
    return new Step(timed(current.with(heard), heard), hearing.reports());
  }

  /** What an advertisement does to Active_Down_Timer (6.4.2). */
  private static Backup timed(Backup state, Heard.Router heard) {
    if (heard.priority().equals(Priority.RESIGN)) {
      return resigned(state, heard);
    }
    boolean lower = heard.priority().value() < state.priority().value();
    if (!lower || !state.situation().preempts()) {
      return rearmed(state.withPreemptAt(Deadline.never()), heard);
    }
    long delayNanos = state.situation().config().election().preemptDelayNanos();
    if (delayNanos == 0) {
      return lowerIgnored(state.withPreemptAt(Deadline.never()));
    }
    var preemptAt =
        state.preemptAt().isSet() ? state.preemptAt() : Deadline.after(heard.atNanos(), delayNanos);
    var delayed = state.withPreemptAt(preemptAt);
    return preemptAt.isAhead(heard.atNanos()) ? rearmed(delayed, heard) : lowerIgnored(delayed);
  }

  /**
   * Skew_Time by the interval learned so far, even if less was left (R51). Who waits for its sync
   * group was ready before, and stays so.
   */
  private static Backup resigned(Backup state, Heard.Router heard) {
    var interval = state.activeDown().activeInterval();
    long skewNanos = Timers.skewNanos(state.situation().protocol(), state.priority(), interval);
    boolean waits = state.activeDown().armedBy() == Arming.GROUP;
    var arming = waits ? Arming.GROUP : Arming.RESIGNATION;
    var activeDown = new ActiveDown(heard.atNanos() + skewNanos, interval, arming, false);
    return state.with(activeDown).withPreemptAt(Deadline.never());
  }

  private static Backup rearmed(Backup state, Heard.Router heard) {
    return state.with(Transitions.activeDownAfter(state.situation(), heard));
  }

  private static Backup lowerIgnored(Backup state) {
    var old = state.activeDown();
    return state.with(new ActiveDown(old.atNanos(), old.activeInterval(), old.armedBy(), true));
  }

  /**
   * A held instance puts up with lower ones from now on, also with the one whose next advert is
   * still under way; so the timer is set as if its last advert had been accepted.
   */
  private static Step hold(Backup state) {
    var next = state.with(state.situation().with(true));
    var reports = Transitions.priorityReport(state.situation(), next.situation());
    if (next.lastHeard() instanceof Heard.Router heard && heard.priority().value() > 0) {
      var rearmed = rearmed(next, heard);
      long gainNanos = rearmed.activeDown().atNanos() - next.activeDown().atNanos();
      return new Step(gainNanos > 0 ? rearmed.withPreemptAt(Deadline.never()) : next, reports);
    }
    return new Step(next, reports);
  }

  private static Step takeOver(Backup state, Input.TakeOver command, long nowNanos) {
    var refusal = refusal(state, command, nowNanos);
    if (refusal.isPresent()) {
      return Transitions.refused(state, command, refusal.get());
    }
    var evidence =
        Evidence.of(state.situation())
            .heard(state.lastHeard(), nowNanos)
            .with("commandId", command.commandId());
    var step = Transitions.toActive(state, new Grounds(Cause.HAND_OVER, evidence), nowNanos);
    var answer = new Effect.CommandAnswered(command.commandId(), new Effect.Answer.Applied());
    return new Step(step.state(), Transitions.concat(step.effects(), List.of(answer)));
  }

  private static Optional<Refusal> refusal(Backup state, Input.TakeOver command, long nowNanos) {
    if (state.situation().held()) {
      return Optional.of(Refusal.HELD);
    }
    if (nowNanos - command.deadlineNanos() >= 0) {
      return Optional.of(Refusal.DEADLINE_PASSED);
    }
    return switch (state.lastHeard()) {
      case Heard.Nobody nobody -> Optional.of(Refusal.NO_ACTIVE_HEARD);
      case Heard.Router heard -> refusal(state.situation(), command, heard);
    };
  }

  private static Optional<Refusal> refusal(
      Situation situation, Input.TakeOver command, Heard.Router heard) {
    if (!heard.address().equals(command.expectedActive())) {
      return Optional.of(Refusal.ANOTHER_ACTIVE);
    }
    if (!heard.priority().equals(command.expectedPriority())) {
      return Optional.of(Refusal.ANOTHER_PRIORITY);
    }
    return situation.isBeatenBy(heard.priority(), heard.address())
        ? Optional.of(Refusal.WOULD_NOT_WIN)
        : Optional.empty();
  }

  /** What was missed is unknown, so the Active gets its full time again. */
  private static Step stalled(Backup state, Input.Stalled stalled, long nowNanos) {
    var interval = state.activeDown().activeInterval();
    long downNanos =
        Timers.activeDownNanos(state.situation().protocol(), state.priority(), interval);
    if (stalled.nanos() <= downNanos) {
      return Step.stay(state);
    }
    return Step.stay(
        state.with(new ActiveDown(nowNanos + downNanos, interval, Arming.NOBODY, false)));
  }

  /** A learned interval stays; our own, which was used for want of one, is replaced. */
  private static Step reconfigured(Backup state, RouterConfig config, long nowNanos) {
    var situation = Transitions.reconfigured(state.situation(), config);
    var next = state.with(situation);
    var reports = Transitions.priorityReport(state.situation(), situation);
    var old = state.activeDown();
    if (old.armedBy() != Arming.NOBODY) {
      return new Step(next, reports);
    }
    var interval = config.protocol().interval();
    long downNanos = Timers.activeDownNanos(config.protocol(), situation.priority(), interval);
    long freshNanos = nowNanos + downNanos;
    long atNanos = old.atNanos() - freshNanos < 0 ? old.atNanos() : freshNanos;
    var activeDown = new ActiveDown(atNanos, interval, Arming.NOBODY, old.lowerIgnored());
    return new Step(next.with(activeDown), reports);
  }

  private static Step changed(Backup state, Situation situation) {
    return new Step(
        state.with(situation), Transitions.priorityReport(state.situation(), situation));
  }
}
