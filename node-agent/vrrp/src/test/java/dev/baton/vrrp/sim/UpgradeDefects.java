package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.Defect.dead;
import static dev.baton.vrrp.sim.Defect.misheard;
import static dev.baton.vrrp.sim.Defect.timed;

import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.vrrp.Difference.Kind;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.State;
import dev.baton.vrrp.State.Backup;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.Timers;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.sim.Defect.Moment;
import java.util.List;
import java.util.function.BiPredicate;

/** What can be wrong where both versions are spoken (RFC 9568 section 8.4.2). */
final class UpgradeDefects {
  private UpgradeDefects() {}

  static List<Defect> all() {
    return List.of(
        unsent("the Active sends version 2, too", (advert, priority) -> isOld(advert)),
        unsent("and version 3", (advert, priority) -> !isOld(advert)),
        unsent(
            "it resigns in both versions",
            (advert, priority) -> isOld(advert) && priority.equals(Priority.RESIGN)),
        dead("version 2 is heard beside version 3", UpgradeDefects::hearsOld),
        dead("and version 3 beside version 2", UpgradeDefects::hearsNew),
        dead("another interval of version 2 is adopted", UpgradeDefects::hearsAnotherInterval),
        timed("its seconds are what is waited for", UpgradeDefects::ownInterval),
        misheard("version 2 of a router heard in version 3 is ignored", UpgradeDefects::both),
        Defect.altered("who speaks version 3 alone is reported", UpgradeDefects::unreported),
        Defect.altered("but once", UpgradeDefects::reportedAgain),
        timed("a reload into both versions leaves the timer alone", UpgradeDefects::restarted));
  }

  private static Defect unsent(String rule, BiPredicate<Advertisement, Priority> which) {
    return new Defect(
        rule,
        new Rules() {
          @Override
          public Step on(State state, Input input, long nowNanos) {
            return VirtualRouter.on(state, input, nowNanos);
          }

          @Override
          public List<Advertisement> advertisements(RouterConfig config, Priority priority) {
            var all = config.advertisements(priority);
            return config.protocol().isDual()
                ? all.stream().filter(advert -> !which.test(advert, priority)).toList()
                : all;
          }
        });
  }

  private static boolean isOld(Advertisement advert) {
    return advert.version() == VrrpVersion.V2;
  }

  private static boolean isDual(Moment moment) {
    return protocol(moment).isDual();
  }

  private static RouterConfig.Protocol protocol(Moment moment) {
    return moment.state().situation().config().protocol();
  }

  private static boolean hearsOld(Moment moment) {
    return isDual(moment)
        && moment.input() instanceof AdvertisementReceived advert
        && isOld(advert.advertisement());
  }

  private static boolean hearsNew(Moment moment) {
    return isDual(moment)
        && moment.input() instanceof AdvertisementReceived advert
        && !isOld(advert.advertisement());
  }

  private static boolean hearsAnotherInterval(Moment moment) {
    return hearsOld(moment)
        && moment.input() instanceof AdvertisementReceived advert
        && !advert.advertisement().interval().equals(protocol(moment).interval(VrrpVersion.V2));
  }

  private static long ownInterval(Moment moment, Backup after) {
    boolean set =
        moment.state() instanceof Backup before
            && before.activeDown().atNanos() != after.activeDown().atNanos();
    boolean rearmed = hearsOld(moment) && set && moment.heard() > 0;
    var own = protocol(moment).interval();
    return rearmed
        ? moment.nowNanos() + Timers.activeDownNanos(protocol(moment), after.priority(), own)
        : after.activeDown().atNanos();
  }

  /** As if it had said the same in version 3. */
  private static Input both(Moment moment) {
    if (!hearsOld(moment) || !(moment.input() instanceof AdvertisementReceived advert)) {
      return moment.input();
    }
    var old = advert.advertisement();
    var newer =
        Advertisement.of(
            VrrpVersion.V3, old.vrid(), old.priority(), old.interval(), old.addresses());
    return new AdvertisementReceived(newer, advert.source(), advert.receivedAtNanos());
  }

  private static boolean isMissing(Effect effect) {
    return effect instanceof Effect.Report(PeerEvent.Mismatch mismatch)
        && mismatch.kind().equals(Kind.VERSION_2_MISSING.text());
  }

  private static Step unreported(Moment moment, Step step) {
    return Defect.without(step, UpgradeDefects::isMissing);
  }

  private static Step reportedAgain(Moment moment, Step step) {
    return step.effects().stream()
        .filter(UpgradeDefects::isMissing)
        .findFirst()
        .map(report -> Defect.and(step, report))
        .orElse(step);
  }

  private static long restarted(Moment moment, Backup after) {
    boolean switches =
        moment.input() instanceof Input.Reconfigured(RouterConfig other)
            && other.protocol().isDual() != isDual(moment);
    var protocol = after.situation().config().protocol();
    return switches
        ? moment.nowNanos()
            + Timers.activeDownNanos(protocol, after.priority(), protocol.interval())
        : after.activeDown().atNanos();
  }
}
