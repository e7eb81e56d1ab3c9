package dev.baton.vrrp.sim;

import dev.baton.events.Priority;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.Deadline;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State;
import dev.baton.vrrp.State.ActiveDown;
import dev.baton.vrrp.State.Backup;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.packet.Advertisement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A rule of the state machine, broken by hand. */
record Defect(String rule, Rules rules) {

  /** Changes what a step led to. */
  @FunctionalInterface
  interface Alteration {
    Step of(Moment moment, Step step);
  }

  /** What a step answers. */
  record Moment(State state, Input input, long nowNanos) {
    boolean isIn(Class<? extends State> type) {
      return type.isInstance(state);
    }

    /** The priority that is advertised to us, or -1 when this is no advertisement. */
    int heard() {
      return input instanceof AdvertisementReceived advert
          ? advert.advertisement().priority().value()
          : -1;
    }

    int ours() {
      return state.priority().value();
    }

    boolean isLower() {
      return heard() > 0 && heard() < ours();
    }

    boolean is(Class<? extends Input> type) {
      return type.isInstance(input);
    }

    long intervalNanos() {
      return state.situation().config().protocol().interval().toNanos();
    }
  }

  /** The rule does nothing at all where it applies. */
  static Defect dead(String rule, Predicate<Moment> applies) {
    return altered(
        rule, (moment, step) -> applies.test(moment) ? new Step(moment.state(), List.of()) : step);
  }

  static Defect altered(String rule, Alteration alteration) {
    return new Defect(
        rule,
        (state, input, nowNanos) ->
            alteration.of(
                new Moment(state, input, nowNanos), VirtualRouter.on(state, input, nowNanos)));
  }

  /** The rule sees another input than the one that came. */
  static Defect misheard(String rule, Hearing misheard) {
    return new Defect(
        rule,
        (state, input, nowNanos) ->
            VirtualRouter.on(state, misheard.of(new Moment(state, input, nowNanos)), nowNanos));
  }

  /** What is heard instead. */
  @FunctionalInterface
  interface Hearing {
    Input of(Moment moment);
  }

  /** The rule is right but for Active_Down_Timer. */
  static Defect timed(String rule, Timing timing) {
    return altered(
        rule,
        (moment, step) ->
            step.state() instanceof Backup backup
                ? new Step(
                    with(backup, at(backup.activeDown(), timing.of(moment, backup))),
                    step.effects())
                : step);
  }

  /** Where Active_Down_Timer is set to. */
  @FunctionalInterface
  interface Timing {
    long of(Moment moment, Backup after);
  }

  static Backup with(Backup backup, ActiveDown activeDown) {
    return new Backup(
        backup.situation(),
        activeDown,
        backup.lastHeard(),
        backup.preemptAt(),
        backup.lingerUntil());
  }

  static ActiveDown at(ActiveDown old, long atNanos) {
    return new ActiveDown(atNanos, old.activeInterval(), old.armedBy(), old.lowerIgnored());
  }

  static ActiveDown learned(ActiveDown old, Centiseconds interval) {
    return new ActiveDown(old.atNanos(), interval, old.armedBy(), old.lowerIgnored());
  }

  static Backup lingering(Backup backup, Deadline until) {
    return new Backup(
        backup.situation(), backup.activeDown(), backup.lastHeard(), backup.preemptAt(), until);
  }

  static State.Active advertisingAt(State.Active active, long atNanos) {
    return new State.Active(
        active.situation(), atNanos, active.reactFromNanos(), active.announcing());
  }

  static State.Active reactingFrom(State.Active active, long fromNanos) {
    return new State.Active(
        active.situation(), active.nextAdvertAtNanos(), fromNanos, active.announcing());
  }

  static Step without(Step step, Predicate<Effect> which) {
    return new Step(step.state(), step.effects().stream().filter(which.negate()).toList());
  }

  static Step and(Step step, Effect more) {
    var effects = new ArrayList<>(step.effects());
    effects.add(more);
    return new Step(step.state(), effects);
  }

  static Step changed(Step step, UnaryOperator<Effect> how) {
    return new Step(step.state(), step.effects().stream().map(how).toList());
  }

  static boolean sends(Effect effect) {
    return effect instanceof Effect.SendAdvertisement;
  }

  static boolean announces(Effect effect) {
    return effect instanceof Effect.Announce;
  }

  static boolean becomesActive(Moment moment, Step step) {
    return !(moment.state() instanceof State.Active) && step.state() instanceof State.Active;
  }

  static boolean yields(Moment moment, Step step) {
    return moment.state() instanceof State.Active && step.state() instanceof Backup;
  }

  static Input with(AdvertisementReceived advert, int priority, Centiseconds interval) {
    var old = advert.advertisement();
    return new AdvertisementReceived(
        new Advertisement(
            old.version(),
            old.vrid(),
            new Priority(priority),
            interval,
            old.addresses(),
            old.authentication()),
        advert.source(),
        advert.receivedAtNanos());
  }
}
