package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.Defect.advertisingAt;
import static dev.baton.vrrp.sim.Defect.altered;
import static dev.baton.vrrp.sim.Defect.dead;
import static dev.baton.vrrp.sim.Defect.misheard;
import static dev.baton.vrrp.sim.Defect.timed;
import static dev.baton.vrrp.sim.Defect.yields;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.Priority;
import dev.baton.vrrp.Deadline;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Heard;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.State;
import dev.baton.vrrp.State.Active;
import dev.baton.vrrp.State.Backup;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.Timers;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.sim.Defect.Moment;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What can be wrong in the rules that are our own, and in those that keepalived brought. */
final class OperationDefects {
  private OperationDefects() {}

  static List<Defect> all() {
    return List.of(
        dead("a hold makes the last resort of an Active", m -> holds(m) && m.isIn(Active.class)),
        altered("an Active that is held says so at once", OperationDefects::quietHold),
        timed("a held Backup gives the Active its time", OperationDefects::impatientHold),
        timed("a held Backup does not preempt", OperationDefects::heldPreempts),
        dead("a hold can be lifted", m -> m.is(Input.HoldLifted.class)),
        dead("a take-over is carried out", m -> m.is(Input.TakeOver.class)),
        misheard("a take-over presupposes who is Active", OperationDefects::anybody),
        misheard("a take-over presupposes its priority", OperationDefects::anyPriority),
        misheard("a take-over has a deadline", OperationDefects::endless),
        altered("who hands over keeps its addresses for a while", OperationDefects::noLinger),
        altered("and answers nobody meanwhile", OperationDefects::loudLinger),
        altered("the while is over after an interval", OperationDefects::lingerForEver),
        dead("a hand-over can be expected", m -> m.is(Input.HandOverExpected.class)),
        misheard("the expectation ends", OperationDefects::expectLonger),
        altered("a hand-over is called one", OperationDefects::otherCause),
        dead("an Active that slept too long yields", m -> slept(m) && m.isIn(Active.class)),
        altered("and says nothing before", OperationDefects::lastWords),
        dead("a Backup that slept waits anew", m -> slept(m) && m.isIn(Backup.class)),
        timed("it waits a whole Active_Down_Interval", OperationDefects::shortWait),
        timed("preemption can be delayed", OperationDefects::noDelay),
        altered("the delay counts from the first lower advert", OperationDefects::movingDelay),
        misheard("trackers move the priority", OperationDefects::untracked),
        misheard("they move it by what they say", OperationDefects::trackedTwice),
        dead("a reload in Active is taken up", m -> reloads(m) && m.isIn(Active.class)),
        dead("a reload in Backup is taken up", m -> reloads(m) && m.isIn(Backup.class)),
        altered("other addresses are advertised and announced", OperationDefects::silentReload),
        altered("a shorter interval counts at once", OperationDefects::lateInterval),
        timed("a reload leaves a Backup that heard somebody alone", OperationDefects::restart),
        byTheWall(),
        memory());
  }

  private static boolean holds(Moment moment) {
    return moment.is(Input.HoldPlaced.class);
  }

  private static boolean slept(Moment moment) {
    return moment.is(Input.Stalled.class);
  }

  private static boolean reloads(Moment moment) {
    return moment.is(Input.Reconfigured.class);
  }

  private static Step quietHold(Moment moment, Step step) {
    return holds(moment) ? Defect.without(step, Defect::sends) : step;
  }

  private static long impatientHold(Moment moment, Backup after) {
    return holds(moment) && moment.state() instanceof Backup before
        ? before.activeDown().atNanos()
        : after.activeDown().atNanos();
  }

  private static long heldPreempts(Moment moment, Backup after) {
    return moment.state() instanceof Backup before && after.situation().held() && moment.heard() > 0
        ? before.activeDown().atNanos()
        : after.activeDown().atNanos();
  }

  private static Input anybody(Moment moment) {
    return moment.input() instanceof Input.TakeOver command
            && moment.state() instanceof Backup backup
            && backup.lastHeard() instanceof Heard.Router heard
        ? new Input.TakeOver(
            command.commandId(),
            heard.address(),
            command.expectedPriority(),
            command.deadlineNanos())
        : moment.input();
  }

  private static Input anyPriority(Moment moment) {
    return moment.input() instanceof Input.TakeOver command
            && moment.state() instanceof Backup backup
            && backup.lastHeard() instanceof Heard.Router heard
        ? new Input.TakeOver(
            command.commandId(),
            command.expectedActive(),
            heard.priority(),
            command.deadlineNanos())
        : moment.input();
  }

  private static Input endless(Moment moment) {
    return moment.input() instanceof Input.TakeOver command
        ? new Input.TakeOver(
            command.commandId(),
            command.expectedActive(),
            command.expectedPriority(),
            moment.nowNanos() + 3_600_000_000_000L)
        : moment.input();
  }

  private static boolean isSilence(Effect effect) {
    return effect instanceof Effect.Silence;
  }

  private static Step noLinger(Moment moment, Step step) {
    return Defect.changed(
        step, effect -> isSilence(effect) ? new Effect.RemoveAddresses(Cause.HAND_OVER) : effect);
  }

  private static Step loudLinger(Moment moment, Step step) {
    return Defect.without(step, OperationDefects::isSilence);
  }

  private static Step lingerForEver(Moment moment, Step step) {
    return yields(moment, step)
            && step.state() instanceof Backup backup
            && backup.lingerUntil().isSet()
        ? new Step(
            Defect.lingering(backup, new Deadline.At(moment.nowNanos() + 3_600_000_000_000L)),
            step.effects())
        : step;
  }

  private static Input expectLonger(Moment moment) {
    return moment.input() instanceof Input.HandOverExpected
        ? new Input.HandOverExpected(moment.nowNanos() + 3_600_000_000_000L)
        : moment.input();
  }

  private static Step otherCause(Moment moment, Step step) {
    return Defect.changed(
        step,
        effect ->
            effect instanceof Effect.Report(Transitioned report)
                    && report.cause() == Cause.HAND_OVER
                ? new Effect.Report(
                    new Transitioned(
                        report.from(),
                        report.to(),
                        Cause.HIGHER_PRIORITY_ADVERT,
                        report.priority(),
                        report.evidence()))
                : effect);
  }

  private static Step lastWords(Moment moment, Step step) {
    return slept(moment) && yields(moment, step)
        ? Defect.and(step, new Effect.SendAdvertisement(new Priority(moment.ours())))
        : step;
  }

  private static long shortWait(Moment moment, Backup after) {
    long due = after.activeDown().atNanos();
    boolean waits = moment.state() instanceof Backup before && before.activeDown().atNanos() != due;
    return slept(moment) && waits ? due - moment.intervalNanos() : due;
  }

  private static long noDelay(Moment moment, Backup after) {
    boolean delays = after.situation().config().election().preemptDelayNanos() > 0;
    boolean preempts = after.situation().config().election().preempt();
    return moment.state() instanceof Backup before && delays && preempts && moment.isLower()
        ? before.activeDown().atNanos()
        : after.activeDown().atNanos();
  }

  private static Step movingDelay(Moment moment, Step step) {
    return moment.isLower() && step.state() instanceof Backup backup && backup.preemptAt().isSet()
        ? new Step(
            new Backup(
                backup.situation(),
                backup.activeDown(),
                backup.lastHeard(),
                Deadline.never(),
                backup.lingerUntil()),
            step.effects())
        : step;
  }

  private static Input untracked(Moment moment) {
    return moment.is(Input.TrackedPriority.class)
        ? new Input.TrackedPriority(List.of())
        : moment.input();
  }

  private static Input trackedTwice(Moment moment) {
    return moment.input() instanceof Input.TrackedPriority(List<Contribution> contributions)
        ? new Input.TrackedPriority(
            contributions.stream()
                .map(old -> new Contribution(old.name(), 2 * old.delta()))
                .toList())
        : moment.input();
  }

  private static Step silentReload(Moment moment, Step step) {
    return reloads(moment)
        ? Defect.without(step, effect -> Defect.sends(effect) || Defect.announces(effect))
        : step;
  }

  private static Step lateInterval(Moment moment, Step step) {
    return reloads(moment)
            && moment.state() instanceof Active before
            && step.state() instanceof Active after
        ? new Step(advertisingAt(after, before.nextAdvertAtNanos()), step.effects())
        : step;
  }

  private static long restart(Moment moment, Backup after) {
    var protocol = after.situation().config().protocol();
    return reloads(moment)
        ? moment.nowNanos()
            + Timers.activeDownNanos(protocol, after.priority(), protocol.interval())
        : after.activeDown().atNanos();
  }

  /** Not a function of its inputs, but of how often it was called. */
  private static Defect memory() {
    var calls = new AtomicLong();
    return altered(
        "the same inputs lead to the same",
        (moment, step) ->
            calls.incrementAndGet() % 5_000 == 0 ? Defect.and(step, memento(moment)) : step);
  }

  private static Effect memento(Moment moment) {
    return new Effect.CommandAnswered("none at " + moment.nowNanos(), new Effect.Answer.Applied());
  }

  private static Defect byTheWall() {
    return new Defect(
        "timers count by the monotonic clock",
        new Rules() {
          @Override
          public Step on(State state, Input input, long nowNanos) {
            return VirtualRouter.on(state, input, nowNanos);
          }

          @Override
          public long clockNanos(long monotonicNanos, long wallNanos) {
            return wallNanos;
          }
        });
  }
}
