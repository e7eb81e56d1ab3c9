package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.Defect.altered;
import static dev.baton.vrrp.sim.Defect.becomesActive;
import static dev.baton.vrrp.sim.Defect.dead;
import static dev.baton.vrrp.sim.Defect.learned;
import static dev.baton.vrrp.sim.Defect.misheard;
import static dev.baton.vrrp.sim.Defect.timed;

import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State.Backup;
import dev.baton.vrrp.State.Initialize;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.Timers;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.sim.Defect.Moment;
import java.net.InetAddress;
import java.util.List;

/** What can be wrong in Initialize and Backup (RFC 9568 sections 6.4.1 and 6.4.2). */
final class ListeningDefects {
  private static final long CENTISECOND_NANOS = 10_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private ListeningDefects() {}

  static List<Defect> all() {
    return List.of(
        dead("the owner is Active at once", m -> m.is(Input.Startup.class) && m.ours() == 255),
        altered("everybody else listens first", ListeningDefects::startActive),
        timed("a full Active_Down_Interval at the start", ListeningDefects::withoutSkewAtStart),
        dead("a fault in Backup ends it", m -> in(m) && m.is(Input.FaultRaised.class)),
        dead("a shutdown in Backup ends it", m -> in(m) && m.is(Input.Shutdown.class)),
        altered("a Backup leaves without a resignation", ListeningDefects::resignFromBackup),
        altered("every fault has to be over", ListeningDefects::clearAll),
        dead("the timer makes a Backup Active", m -> in(m) && m.is(Input.Tick.class)),
        dead("a resignation is heard", m -> in(m) && m.heard() == 0),
        timed("after a resignation Skew_Time is waited", ListeningDefects::atOnce),
        timed("a resignation sets the timer even if less was left", ListeningDefects::sooner),
        dead("a higher advert sets the timer", m -> in(m) && m.heard() > m.ours()),
        dead("an equal advert sets the timer", m -> in(m) && m.heard() == m.ours()),
        timed("a lower advert is ignored when preempting", ListeningDefects::rearmedByLower),
        dead("a lower advert is respected without preemption", ListeningDefects::isRespected),
        altered("the Active's interval is learned", ListeningDefects::unlearned),
        timed("Skew_Time is computed anew after learning", ListeningDefects::oldSkew),
        misheard("version 2 discards other intervals", ListeningDefects::asOurs),
        timed("Skew_Time counts nanoseconds", ListeningDefects::wholeCentiseconds),
        timed("Skew_Time is never zero", ListeningDefects::noSkew),
        timed("Skew_Time of version 2 is a part of a second", ListeningDefects::scaledInVersion2),
        timed("the timer counts from the arrival of the advert", ListeningDefects::fromProcessing),
        altered("the addresses come before the announcement", ListeningDefects::reversed),
        altered("a promotion is advertised", ListeningDefects::unadvertised),
        altered("a promotion is announced", ListeningDefects::unannounced),
        misheard("an own resignation that comes back is ignored", ListeningDefects::reflected),
        altered("who gave way is told", (m, step) -> untold(step, PeerEvent.GaveWay.class)),
        altered(
            "a missed advert is told", (m, step) -> untold(step, PeerEvent.AdvertMissed.class)));
  }

  private static Step untold(Step step, Class<? extends PeerEvent> type) {
    return Defect.without(
        step, effect -> effect instanceof Effect.Report(var event) && type.isInstance(event));
  }

  private static boolean in(Moment moment) {
    return moment.isIn(Backup.class);
  }

  private static Step startActive(Moment moment, Step step) {
    return moment.is(Input.Startup.class) && step.state() instanceof Backup backup
        ? VirtualRouter.on(backup, new Input.Tick(), backup.activeDown().atNanos())
        : step;
  }

  private static long withoutSkewAtStart(Moment moment, Backup after) {
    return moment.isIn(Initialize.class) ? after.activeDown().atNanos() - skew(after) : same(after);
  }

  private static long same(Backup after) {
    return after.activeDown().atNanos();
  }

  private static long skew(Backup backup) {
    return Timers.skewNanos(
        backup.situation().config().protocol(),
        backup.priority(),
        backup.activeDown().activeInterval());
  }

  private static Step resignFromBackup(Moment moment, Step step) {
    return in(moment) && moment.is(Input.Shutdown.class)
        ? Defect.and(step, new Effect.SendAdvertisement(Priority.RESIGN))
        : step;
  }

  private static Step clearAll(Moment moment, Step step) {
    if (!moment.is(Input.FaultCleared.class) || !(step.state() instanceof Initialize waiting)) {
      return step;
    }
    var next = step;
    for (var fault : waiting.faults().keySet()) {
      next = VirtualRouter.on(next.state(), new Input.FaultCleared(fault), moment.nowNanos());
    }
    return next;
  }

  private static long atOnce(Moment moment, Backup after) {
    return in(moment) && moment.heard() == 0 && isArmedNow(moment, after)
        ? same(after) - skew(after)
        : same(after);
  }

  private static boolean isArmedNow(Moment moment, Backup after) {
    return moment.state() instanceof Backup before
        && before.activeDown().atNanos() != after.activeDown().atNanos();
  }

  private static long sooner(Moment moment, Backup after) {
    return moment.heard() == 0 && moment.state() instanceof Backup before
        ? Math.min(before.activeDown().atNanos(), same(after))
        : same(after);
  }

  private static long rearmedByLower(Moment moment, Backup after) {
    return in(moment) && moment.isLower() && !isArmedNow(moment, after)
        ? moment.nowNanos() + 3 * moment.intervalNanos() + skew(after)
        : same(after);
  }

  private static boolean isRespected(Moment moment) {
    return in(moment)
        && moment.isLower()
        && !moment.state().situation().config().election().preempt();
  }

  private static Step unlearned(Moment moment, Step step) {
    return moment.heard() > 0 && step.state() instanceof Backup backup
        ? new Step(
            Defect.with(
                backup,
                learned(backup.activeDown(), backup.situation().config().protocol().interval())),
            step.effects())
        : step;
  }

  private static long oldSkew(Moment moment, Backup after) {
    return moment.state() instanceof Backup before
            && isArmedNow(moment, after)
            && moment.heard() > 0
        ? same(after) - skew(after) + skew(before)
        : same(after);
  }

  private static Input asOurs(Moment moment) {
    var protocol = moment.state().situation().config().protocol();
    return moment.input() instanceof AdvertisementReceived advert
            && protocol.version() == VrrpVersion.V2
            && advert.advertisement().version() == VrrpVersion.V2
        ? Defect.with(advert, moment.heard(), protocol.interval())
        : moment.input();
  }

  private static long wholeCentiseconds(Moment moment, Backup after) {
    return isArmedNow(moment, after) ? same(after) - skew(after) % CENTISECOND_NANOS : same(after);
  }

  private static long noSkew(Moment moment, Backup after) {
    return isArmedNow(moment, after) ? same(after) - skew(after) : same(after);
  }

  private static long scaledInVersion2(Moment moment, Backup after) {
    var protocol = after.situation().config().protocol();
    return isArmedNow(moment, after) && protocol.version() == VrrpVersion.V2
        ? same(after) - skew(after) + skew(after) * protocol.interval().toNanos() / SECOND_NANOS
        : same(after);
  }

  private static long fromProcessing(Moment moment, Backup after) {
    return moment.input() instanceof AdvertisementReceived advert && isArmedNow(moment, after)
        ? same(after) + moment.nowNanos() - advert.receivedAtNanos()
        : same(after);
  }

  private static Step reversed(Moment moment, Step step) {
    return becomesActive(moment, step) ? new Step(step.state(), step.effects().reversed()) : step;
  }

  private static Step unadvertised(Moment moment, Step step) {
    return becomesActive(moment, step) ? Defect.without(step, Defect::sends) : step;
  }

  private static Step unannounced(Moment moment, Step step) {
    return becomesActive(moment, step) ? Defect.without(step, Defect::announces) : step;
  }

  private static Input reflected(Moment moment) {
    return moment.input() instanceof AdvertisementReceived advert
            && advert.source().equals(moment.state().situation().config().primaryAddress())
            && moment.heard() == 0
        ? new AdvertisementReceived(
            advert.advertisement(), InetAddress.ofLiteral("192.0.2.250"), advert.receivedAtNanos())
        : moment.input();
  }
}
