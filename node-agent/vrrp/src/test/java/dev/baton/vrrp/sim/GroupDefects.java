package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.Defect.altered;
import static dev.baton.vrrp.sim.Defect.dead;
import static dev.baton.vrrp.sim.Defect.timed;

import dev.baton.events.Priority;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Situation;
import dev.baton.vrrp.State;
import dev.baton.vrrp.State.Arming;
import dev.baton.vrrp.State.Backup;
import dev.baton.vrrp.State.Initialize;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.SyncGroup;
import dev.baton.vrrp.SyncGroup.Consequence;
import dev.baton.vrrp.SyncGroup.Told;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.sim.Defect.Moment;
import java.util.List;
import java.util.function.Predicate;

/** What can be wrong in a sync group, and with its members. */
final class GroupDefects {
  private GroupDefects() {}

  static List<Defect> all() {
    return List.of(
        untold("the members become Active together", Input.GroupBecameActive.class::isInstance),
        untold("they lose Active together", Input.GroupBecameBackup.class::isInstance),
        untold("a fault of one is a fault of all", Input.FaultRaised.class::isInstance),
        untold("and so is its end", Input.FaultCleared.class::isInstance),
        untold("who is not ready keeps the others waiting", input -> isReadiness(input, false)),
        untold("and lets them go when it is", input -> isReadiness(input, true)),
        new Defect("a timer that runs out waits for the others", GroupDefects::impatient),
        altered("who follows into Backup does not resign", GroupDefects::resigning),
        dead("who follows into Active is Active", m -> m.is(Input.GroupBecameActive.class)),
        timed("who waits goes on listening", GroupDefects::deaf));
  }

  private static Defect untold(String rule, Predicate<Input> which) {
    return new Defect(
        rule,
        new Rules() {
          @Override
          public Step on(State state, Input input, long nowNanos) {
            return VirtualRouter.on(state, input, nowNanos);
          }

          @Override
          public Consequence moved(SyncGroup group, String member, Input input, Step step) {
            var right = group.moved(member, input, step);
            var told = right.told().stream().filter(each -> !which.test(each.input())).toList();
            return new Consequence(right.group(), List.<Told>copyOf(told));
          }
        });
  }

  private static boolean isReadiness(Input input, boolean ready) {
    return input instanceof Input.GroupReadiness readiness && readiness.othersReady() == ready;
  }

  /** As if nobody had to be waited for, an owner that starts included. */
  private static Step impatient(State state, Input input, long nowNanos) {
    boolean isTimer = input instanceof Input.Tick || input instanceof Input.Startup;
    return VirtualRouter.on(isTimer ? alone(state) : state, input, nowNanos);
  }

  private static State alone(State state) {
    return switch (state) {
      case Initialize initialize ->
          new Initialize(alone(state.situation()), initialize.faults(), initialize.started());
      case Backup backup ->
          new Backup(
              alone(state.situation()),
              backup.activeDown(),
              backup.lastHeard(),
              backup.preemptAt(),
              backup.lingerUntil());
      case State.Active active -> active;
    };
  }

  private static Situation alone(Situation old) {
    return new Situation(
        old.config(),
        old.held(),
        old.contributions(),
        old.handOverUntil(),
        old.peers(),
        old.checksumForm(),
        true);
  }

  private static Step resigning(Moment moment, Step step) {
    return moment.is(Input.GroupBecameBackup.class) && Defect.yields(moment, step)
        ? Defect.and(step, new Effect.SendAdvertisement(Priority.RESIGN))
        : step;
  }

  /** Only for as long as nobody can be heard. */
  private static long deaf(Moment moment, Backup after) {
    boolean waits = after.activeDown().armedBy() == Arming.GROUP;
    return waits && moment.is(Input.Tick.class)
        ? moment.nowNanos() + moment.intervalNanos()
        : after.activeDown().atNanos();
  }
}
