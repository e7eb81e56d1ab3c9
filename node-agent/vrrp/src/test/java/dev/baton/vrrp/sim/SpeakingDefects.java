package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.Defect.advertisingAt;
import static dev.baton.vrrp.sim.Defect.altered;
import static dev.baton.vrrp.sim.Defect.becomesActive;
import static dev.baton.vrrp.sim.Defect.dead;
import static dev.baton.vrrp.sim.Defect.misheard;
import static dev.baton.vrrp.sim.Defect.yields;

import dev.baton.events.Priority;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Effect.Burst;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State;
import dev.baton.vrrp.State.Active;
import dev.baton.vrrp.State.Backup;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.Timers;
import dev.baton.vrrp.sim.Defect.Moment;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** What can be wrong in Active (RFC 9568 section 6.4.3). */
final class SpeakingDefects {
  private SpeakingDefects() {}

  static List<Defect> all() {
    return List.of(
        dead("a shutdown in Active ends it", m -> in(m) && m.is(Input.Shutdown.class)),
        dead("a fault in Active ends it", m -> in(m) && m.is(Input.FaultRaised.class)),
        altered("who leaves Active resigns", SpeakingDefects::leaveSilently),
        altered("it resigns once", SpeakingDefects::resignTwice),
        altered("it resigns with priority 0", SpeakingDefects::resignWithPriority),
        altered("who leaves takes its addresses away", SpeakingDefects::keepAddresses),
        altered("the timer sends an advert", SpeakingDefects::forgetAdvert),
        altered("own Advertisement_Interval governs Adver_Timer", SpeakingDefects::slower),
        altered("a late tick does not shift the rhythm", SpeakingDefects::shifted),
        dead("a resignation is answered", m -> in(m) && m.heard() == 0),
        altered("its answer sets Adver_Timer anew", SpeakingDefects::keepRhythm),
        dead("a higher advert is yielded to", m -> in(m) && m.heard() > m.ours()),
        dead("without preemption, too", SpeakingDefects::isHigherWithoutPreemption),
        dead("an equal one with a higher address is yielded to", SpeakingDefects::isTie),
        misheard("a lower one is not yielded to", SpeakingDefects::raised),
        dead("addresses are compared unsigned", SpeakingDefects::wouldLoseSigned),
        misheard("an own advert that comes back is none of a rival", SpeakingDefects::strange),
        altered("Down_Timer follows the winner's interval", SpeakingDefects::ownDownTimer),
        altered("a loser takes its addresses away", SpeakingDefects::loserKeeps),
        altered("a losing advert is answered", SpeakingDefects::forgetAnswer),
        altered("answers keep their distance", SpeakingDefects::storm),
        altered("an answer leaves Adver_Timer alone", SpeakingDefects::answerRestarts),
        silent("after a rival the addresses are announced", Burst.RIVAL),
        silent("and a second time", Burst.RIVAL_SECOND),
        silent("the announcement is repeated", Burst.SECOND),
        silent("the addresses are refreshed", Burst.REFRESH),
        altered("the last word to a higher one", SpeakingDefects::noLastWord),
        altered("transitions are reported", SpeakingDefects::unreported));
  }

  private static Defect silent(String rule, Burst missing) {
    return Defect.altered(
        rule,
        (moment, step) ->
            Defect.without(step, effect -> effect.equals(new Effect.Announce(missing))));
  }

  private static boolean in(Moment moment) {
    return moment.isIn(Active.class);
  }

  private static boolean leaves(Moment moment, Step step) {
    return in(moment) && step.state() instanceof State.Initialize;
  }

  private static Step leaveSilently(Moment moment, Step step) {
    return leaves(moment, step) ? Defect.without(step, Defect::sends) : step;
  }

  private static Step resignTwice(Moment moment, Step step) {
    return leaves(moment, step)
        ? Defect.and(step, new Effect.SendAdvertisement(Priority.RESIGN))
        : step;
  }

  private static Step resignWithPriority(Moment moment, Step step) {
    return leaves(moment, step)
        ? Defect.changed(
            step,
            effect ->
                Defect.sends(effect)
                    ? new Effect.SendAdvertisement(moment.state().priority())
                    : effect)
        : step;
  }

  private static Step keepAddresses(Moment moment, Step step) {
    return leaves(moment, step) ? Defect.without(step, SpeakingDefects::removes) : step;
  }

  private static boolean removes(Effect effect) {
    return effect instanceof Effect.RemoveAddresses;
  }

  private static Step forgetAdvert(Moment moment, Step step) {
    return in(moment) && moment.is(Input.Tick.class) ? Defect.without(step, Defect::sends) : step;
  }

  private static Step slower(Moment moment, Step step) {
    return becomesActive(moment, step)
            && moment.state() instanceof Backup backup
            && step.state() instanceof Active active
        ? new Step(
            advertisingAt(
                active, moment.nowNanos() + backup.activeDown().activeInterval().toNanos()),
            step.effects())
        : step;
  }

  private static Step shifted(Moment moment, Step step) {
    return in(moment)
            && moment.is(Input.Tick.class)
            && step.effects().stream().anyMatch(Defect::sends)
            && step.state() instanceof Active active
        ? new Step(
            advertisingAt(active, moment.nowNanos() + moment.intervalNanos()), step.effects())
        : step;
  }

  private static Step keepRhythm(Moment moment, Step step) {
    return moment.heard() == 0
            && moment.state() instanceof Active before
            && step.state() instanceof Active after
        ? new Step(advertisingAt(after, before.nextAdvertAtNanos()), step.effects())
        : step;
  }

  private static boolean isHigherWithoutPreemption(Moment moment) {
    return in(moment)
        && moment.heard() > moment.ours()
        && !moment.state().situation().config().election().preempt();
  }

  private static boolean isTie(Moment moment) {
    return in(moment) && moment.heard() == moment.ours();
  }

  private static Input raised(Moment moment) {
    return in(moment)
            && moment.isLower()
            && moment.ours() < 255
            && moment.input() instanceof AdvertisementReceived advert
        ? Defect.with(advert, moment.ours() + 1, advert.advertisement().interval())
        : moment.input();
  }

  private static boolean wouldLoseSigned(Moment moment) {
    return isTie(moment)
        && moment.input() instanceof AdvertisementReceived advert
        && Arrays.compare(
                advert.source().getAddress(),
                moment.state().situation().config().primaryAddress().getAddress())
            < 0;
  }

  private static Input strange(Moment moment) {
    return in(moment)
            && moment.input() instanceof AdvertisementReceived advert
            && advert.source().equals(moment.state().situation().config().primaryAddress())
        ? new AdvertisementReceived(
            advert.advertisement(), InetAddress.ofLiteral("192.0.2.253"), advert.receivedAtNanos())
        : moment.input();
  }

  private static Step ownDownTimer(Moment moment, Step step) {
    if (!yields(moment, step) || !(step.state() instanceof Backup after)) {
      return step;
    }
    var protocol = after.situation().config().protocol();
    long downNanos = Timers.activeDownNanos(protocol, after.priority(), protocol.interval());
    return new Step(
        Defect.with(after, Defect.at(after.activeDown(), moment.nowNanos() + downNanos)),
        step.effects());
  }

  private static Step loserKeeps(Moment moment, Step step) {
    return yields(moment, step) ? Defect.without(step, SpeakingDefects::removes) : step;
  }

  private static boolean answers(Moment moment, Step step) {
    return in(moment) && moment.isLower() && step.state() instanceof Active;
  }

  private static Step forgetAnswer(Moment moment, Step step) {
    return answers(moment, step) ? Defect.without(step, Defect::sends) : step;
  }

  private static Step storm(Moment moment, Step step) {
    return answers(moment, step) && step.state() instanceof Active active
        ? new Step(Defect.reactingFrom(active, moment.nowNanos()), step.effects())
        : step;
  }

  private static Step answerRestarts(Moment moment, Step step) {
    return answers(moment, step)
            && step.state() instanceof Active active
            && step.effects().stream().anyMatch(Defect::sends)
        ? new Step(
            advertisingAt(active, moment.nowNanos() + moment.intervalNanos()), step.effects())
        : step;
  }

  private static Step noLastWord(Moment moment, Step step) {
    return yields(moment, step) ? Defect.without(step, Defect::sends) : step;
  }

  private static Step unreported(Moment moment, Step step) {
    return Defect.without(step, effect -> effect instanceof Effect.Report);
  }
}
