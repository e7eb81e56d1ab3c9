package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.events.Priority;
import dev.baton.vrrp.Effect.Burst;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State.Active;
import dev.baton.vrrp.State.Announcing;
import dev.baton.vrrp.State.Backup;
import dev.baton.vrrp.Transitions.Grounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** RFC 9568 section 6.4.3. */
final class ActiveRules {
  private ActiveRules() {}

  static Step on(Active state, Input input, long nowNanos) {
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
      case AdvertisementReceived advert -> received(state, advert, nowNanos);
      case Input.TrackedPriority tracked ->
          changed(state, state.situation().with(tracked.contributions()));
      case Input.HoldPlaced placed -> hold(state, nowNanos);
      case Input.HoldLifted lifted -> changed(state, state.situation().with(false));
      case Input.HandOverExpected(long untilNanos) ->
          Step.stay(state.with(state.situation().with(new Deadline.At(untilNanos))));
      case Input.TakeOver command ->
          Transitions.refused(state, command, Effect.Refusal.ALREADY_ACTIVE);
      case Input.Stalled stalled -> stalled(state, stalled, nowNanos);
      case Input.Reconfigured(RouterConfig config) -> reconfigured(state, config, nowNanos);
      case Input.GroupReadiness(String group, boolean ready) ->
          Step.stay(state.with(state.situation().withOthersReady(ready)));
      case Input.GroupBecameActive active -> Step.stay(state);
      case Input.GroupBecameBackup(SyncGroup.Trigger trigger) -> follow(state, trigger, nowNanos);
    };
  }

  /** 6.4.3: resign, where the interface still carries it. */
  private static Step leave(Active state, Map<String, Cause> faults, Grounds grounds) {
    var next = Transitions.initialize(state.situation(), faults, !faults.isEmpty());
    var effects = new ArrayList<Effect>();
    if (canSend(grounds.cause())) {
      effects.add(new Effect.SendAdvertisement(Priority.RESIGN));
    }
    effects.add(new Effect.RemoveAddresses(grounds.cause()));
    effects.add(Transitions.report(state, next, grounds));
    return new Step(next, effects);
  }

  private static boolean canSend(Cause cause) {
    return cause != Cause.INTERFACE_DOWN && cause != Cause.NO_PRIMARY_ADDRESS;
  }

  private static Step tick(Active state, long nowNanos) {
    var hearing = Hearing.silence(state.situation(), true, nowNanos);
    var effects = new ArrayList<>(hearing.reports());
    var next = state.with(hearing.situation());
    if (nowNanos - next.nextAdvertAtNanos() >= 0) {
      effects.add(new Effect.SendAdvertisement(next.priority()));
      next = next.withNextAdvertAt(followingAdvertAtNanos(next, nowNanos));
    }
    var due = dueBursts(next.announcing(), nowNanos);
    due.forEach(burst -> effects.add(new Effect.Announce(burst)));
    return new Step(next.with(remaining(next, nowNanos)), effects);
  }

  /** A late tick does not shift the rhythm, unless a whole interval was missed. */
  private static long followingAdvertAtNanos(Active state, long nowNanos) {
    long intervalNanos = state.situation().protocol().interval().toNanos();
    long onTimeNanos = state.nextAdvertAtNanos() + intervalNanos;
    return nowNanos - onTimeNanos < 0 ? onTimeNanos : nowNanos + intervalNanos;
  }

  private static List<Burst> dueBursts(Announcing announcing, long nowNanos) {
    if (!announcing.isDue(nowNanos)) {
      return List.of();
    }
    var due = new ArrayList<Burst>();
    if (announcing.secondAt().isDue(nowNanos)) {
      due.add(Burst.SECOND);
    }
    if (announcing.rivalSecondAt().isDue(nowNanos)) {
      due.add(Burst.RIVAL_SECOND);
    }
    if (announcing.refreshAt().isDue(nowNanos)) {
      due.add(Burst.REFRESH);
    }
    return due;
  }

  private static Announcing remaining(Active state, long nowNanos) {
    var old = state.announcing();
    if (!old.isDue(nowNanos)) {
      return old;
    }
    long refreshNanos = state.situation().config().announcements().refreshNanos();
    return new Announcing(
        old.secondAt().isDue(nowNanos) ? Deadline.never() : old.secondAt(),
        old.rivalSecondAt().isDue(nowNanos) ? Deadline.never() : old.rivalSecondAt(),
        old.refreshAt().isDue(nowNanos) ? Deadline.after(nowNanos, refreshNanos) : old.refreshAt());
  }

  private static Step received(Active state, AdvertisementReceived input, long nowNanos) {
    var hearing = Hearing.of(state.situation(), input);
    var current = state.with(hearing.situation());
    boolean own = input.source().equals(current.situation().me());
    if (!hearing.accepted() || own) {
      return new Step(current, hearing.reports());
    }
    return answer(current, input, nowNanos).after(hearing.reports());
  }

  private static Step answer(Active state, AdvertisementReceived input, long nowNanos) {
    var advertised = input.advertisement().priority();
    if (advertised.equals(Priority.RESIGN)) {
      return answerResignation(state, nowNanos);
    }
    if (state.situation().isBeatenBy(advertised, input.source())) {
      return giveWay(state, input, nowNanos);
    }
    return answerLower(state, nowNanos);
  }

  /** 6.4.3. Answers are limited in number, lest two Actives storm. */
  private static Step answerResignation(Active state, long nowNanos) {
    if (nowNanos - state.reactFromNanos() < 0) {
      return Step.stay(state);
    }
    var protocol = state.situation().protocol();
    return new Step(
        state
            .withReactFrom(nowNanos + Timers.reactionNanos(protocol))
            .withNextAdvertAt(nowNanos + protocol.interval().toNanos()),
        List.of(new Effect.SendAdvertisement(state.priority())));
  }

  /** 6.4.3; hosts may have believed the other one, so the addresses are announced. */
  private static Step answerLower(Active state, long nowNanos) {
    if (nowNanos - state.reactFromNanos() < 0) {
      return Step.stay(state);
    }
    var config = state.situation().config();
    var effects = new ArrayList<Effect>();
    if (config.election().conformance().answersLower()) {
      effects.add(new Effect.SendAdvertisement(state.priority()));
    }
    effects.add(new Effect.Announce(Burst.RIVAL));
    long delayNanos = config.announcements().rivalBurstDelayNanos();
    var old = state.announcing();
    var announcing =
        new Announcing(old.secondAt(), Deadline.after(nowNanos, delayNanos), old.refreshAt());
    long reactFromNanos = nowNanos + Timers.reactionNanos(config.protocol());
    return new Step(state.with(announcing).withReactFrom(reactFromNanos), effects);
  }

  /** 6.4.3. In a hand-over the addresses linger, so that nothing under way is lost. */
  private static Step giveWay(Active state, AdvertisementReceived input, long nowNanos) {
    var situation = state.situation();
    boolean higher = input.advertisement().priority().value() > state.priority().value();
    boolean expected = situation.handOverUntil().isAhead(nowNanos);
    boolean handOver = expected || (situation.held() && higher);
    var heard = Heard.Router.of(input);
    var evidence =
        Evidence.of(situation).heard(heard, nowNanos).with("ownPriority", state.priority());
    var cause = handOver ? Cause.HAND_OVER : lossCause(state, higher);
    long lingerNanos = situation.protocol().interval().toNanos();
    var next =
        new Backup(
            situation.with(Deadline.never()),
            Transitions.activeDownAfter(situation, heard),
            heard,
            Deadline.never(),
            handOver ? Deadline.after(nowNanos, lingerNanos) : Deadline.never());
    var effects = new ArrayList<Effect>();
    if (situation.config().election().conformance().answersHigher()) {
      effects.add(new Effect.SendAdvertisement(state.priority()));
    }
    effects.add(handOver ? new Effect.Silence() : new Effect.RemoveAddresses(cause));
    effects.add(Transitions.report(state, next, new Grounds(cause, evidence)));
    return new Step(next, effects);
  }

  /**
   * Another member of the sync group lost its election. keepalived sends no resignation then: the
   * winner's group moves together, too.
   */
  private static Step follow(Active state, SyncGroup.Trigger trigger, long nowNanos) {
    var fresh = Transitions.freshBackup(state.situation(), nowNanos);
    boolean handOver = trigger.cause() == Cause.HAND_OVER;
    long lingerNanos = state.situation().protocol().interval().toNanos();
    var next = handOver ? fresh.withLingerUntil(Deadline.after(nowNanos, lingerNanos)) : fresh;
    var evidence = Evidence.of(state.situation()).with(trigger);
    return new Step(
        next,
        List.of(
            handOver ? new Effect.Silence() : new Effect.RemoveAddresses(Cause.SYNC_GROUP),
            Transitions.report(state, next, new Grounds(Cause.SYNC_GROUP, evidence))));
  }

  private static Cause lossCause(Active state, boolean higher) {
    if (higher) {
      return Cause.HIGHER_PRIORITY_ADVERT;
    }
    return state.priority().isOwner() ? Cause.DUPLICATE_OWNER : Cause.TIE_BREAK_ADDRESS;
  }

  /** The spare of last resort says so at once, and serves until a better one is heard. */
  private static Step hold(Active state, long nowNanos) {
    var situation = state.situation().with(true);
    if (state.situation().held()) {
      return Step.stay(state);
    }
    long nextNanos = nowNanos + situation.protocol().interval().toNanos();
    var effects =
        Transitions.concat(
            List.of(new Effect.SendAdvertisement(situation.priority())),
            Transitions.priorityReport(state.situation(), situation));
    return new Step(state.with(situation).withNextAdvertAt(nextNanos), effects);
  }

  /**
   * After such a sleep others may be Active: yield unheard rather than speak twice. Peers count
   * from the last advert that they heard, which may be up to an interval older than the stall; the
   * least patient of them has hardly any Skew_Time.
   */
  private static Step stalled(Active state, Input.Stalled stalled, long nowNanos) {
    var protocol = state.situation().protocol();
    long intervalNanos = protocol.interval().toNanos();
    long sinceAdvertNanos = nowNanos - state.nextAdvertAtNanos() + intervalNanos;
    long quietNanos = Math.max(stalled.nanos(), sinceAdvertNanos);
    if (quietNanos <= protocol.downTimerAdverts() * intervalNanos) {
      return Step.stay(state);
    }
    var next = Transitions.freshBackup(state.situation(), nowNanos);
    var evidence = Evidence.of(state.situation()).with("stalledNanos", stalled.nanos());
    var grounds = new Grounds(Cause.STALL_YIELD, evidence);
    return new Step(
        next,
        List.of(
            new Effect.RemoveAddresses(Cause.STALL_YIELD),
            Transitions.report(state, next, grounds)));
  }

  private static Step reconfigured(Active state, RouterConfig config, long nowNanos) {
    var old = state.situation();
    var situation = Transitions.reconfigured(old, config);
    var reports = Transitions.priorityReport(old, situation);
    long soonestNanos = nowNanos + config.protocol().interval().toNanos();
    if (old.config().addresses().equals(config.addresses())) {
      boolean later = state.nextAdvertAtNanos() - soonestNanos > 0;
      long nextNanos = later ? soonestNanos : state.nextAdvertAtNanos();
      return new Step(state.with(situation).withNextAdvertAt(nextNanos), reports);
    }
    List<Effect> moved =
        List.of(
            new Effect.AddAddresses(),
            new Effect.SendAdvertisement(situation.priority()),
            new Effect.Announce(Burst.FIRST));
    return new Step(
        state.with(situation).withNextAdvertAt(soonestNanos), Transitions.concat(moved, reports));
  }

  private static Step changed(Active state, Situation situation) {
    return new Step(
        state.with(situation), Transitions.priorityReport(state.situation(), situation));
  }
}
