package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.Priority;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.Timers;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import java.util.List;

/** What must hold of every single step of a router, told apart from how it decides. */
final class StepInvariants {
  private static final long HUNDRED_MILLIS_NANOS = 100_000_000L;

  private final SimulatedHost host;
  private long acceptedAtNanos;
  private long acceptedPatienceNanos;
  private long answeredAtNanos;
  private boolean hasAnswered;

  StepInvariants(SimulatedHost host) {
    this.host = host;
  }

  void check(State before, Input input, Step step, long nowNanos) {
    var after = step.state();
    checkTimers(after);
    checkAdverts(before, after, step.effects());
    checkAnnouncements(before, after, step.effects());
    checkReport(before, after, step.effects());
    checkAnswers(before, input, step, nowNanos);
    checkStall(before, input, after);
    remember(before, input);
    switch (before) {
      case State.Initialize initialize when after instanceof State.Active ->
          require(after.priority().isOwner(), host.name() + " is Active without listening");
      case State.Backup backup when after instanceof State.Active ->
          checkPromotion(backup, input, nowNanos);
      case State.Active active when after instanceof State.Backup ->
          checkYield(active, input, step.effects());
      case State other -> {}
    }
  }

  /** What leaves is what was meant, and an independent reading of the header agrees. */
  void checkSent(Advertisement advertisement, Datagram datagram) {
    var decoded =
        AdvertisementCodec.decode(
            datagram.reception(), ReceiveRules.RFC_9568, datagram.message().duplicate());
    require(
        decoded instanceof Decoded.Ok ok && ok.advertisement().equals(advertisement),
        host.name() + " sends what does not decode to it: " + decoded);
    int octet = datagram.message().get(2) & 0xFF;
    var situation = host.state().situation();
    boolean owns = situation.config().election().priority().isOwner() && !situation.held();
    require(octet == advertisement.priority().value(), "another priority on the wire");
    require(octet != 255 || owns, host.name() + " sends 255 but is not the owner");
  }

  private void checkTimers(State after) {
    boolean listens = !(after instanceof State.Initialize);
    require(
        listens == VirtualRouter.nextDeadlineNanos(after).isPresent(),
        host.name() + " has a timer in Initialize, or none elsewhere");
    if (after instanceof State.Backup backup) {
      var protocol = backup.situation().config().protocol();
      var interval = backup.activeDown().activeInterval();
      long skewNanos = Timers.skewNanos(protocol, after.priority(), interval);
      long downNanos = Timers.activeDownNanos(protocol, after.priority(), interval);
      require(skewNanos > 0, "Skew_Time is not positive");
      require(downNanos >= 3 * interval.toNanos(), "Active_Down_Interval is too short");
      require(
          protocol.version() == VrrpVersion.V3 || interval.equals(protocol.interval()),
          "version 2 learned an interval");
    }
  }

  /** Adverts leave Active routers only, but for one resignation on the way out. */
  private void checkAdverts(State before, State after, List<Effect> effects) {
    int resignations = 0;
    for (var effect : effects) {
      if (effect instanceof Effect.SendAdvertisement(Priority priority)) {
        boolean resigns = priority.equals(Priority.RESIGN);
        resignations += resigns ? 1 : 0;
        require(
            resigns
                ? before instanceof State.Active && after instanceof State.Initialize
                : after instanceof State.Active && priority.equals(after.priority()),
            host.name() + " sends " + priority + " from " + before.reported());
      }
    }
    require(resignations <= 1, host.name() + " resigns twice");
  }

  /** The order on entering Active: the addresses, the advert, the announcement. */
  private void checkAnnouncements(State before, State after, List<Effect> effects) {
    boolean announces = effects.stream().anyMatch(Effect.Announce.class::isInstance);
    require(!announces || after instanceof State.Active, "announced by one that is not Active");
    if (!(before instanceof State.Active) && after instanceof State.Active) {
      int added = indexOf(effects, Effect.AddAddresses.class);
      int sent = indexOf(effects, Effect.SendAdvertisement.class);
      int announced = indexOf(effects, Effect.Announce.class);
      require(
          added >= 0 && added < sent && sent < announced,
          host.name() + " becomes Active in this order: " + effects);
    }
  }

  private static int indexOf(List<Effect> effects, Class<? extends Effect> type) {
    for (int index = 0; index < effects.size(); index++) {
      if (type.isInstance(effects.get(index))) {
        return index;
      }
    }
    return -1;
  }

  private void checkReport(State before, State after, List<Effect> effects) {
    int reports = 0;
    for (var effect : effects) {
      if (effect instanceof Effect.Report(Transitioned transitioned)) {
        reports++;
        require(
            transitioned.from() == before.reported() && transitioned.to() == after.reported(),
            host.name() + " reports another transition: " + transitioned);
      }
    }
    int expected = before.reported() == after.reported() ? 0 : 1;
    require(reports == expected, host.name() + " reports " + reports + " transitions");
  }

  /** No storm: answers to other Actives keep their distance. */
  private void checkAnswers(State before, Input input, Step step, long nowNanos) {
    boolean answers =
        before instanceof State.Active
            && step.state() instanceof State.Active
            && input instanceof AdvertisementReceived
            && indexOf(step.effects(), Effect.SendAdvertisement.class) >= 0;
    if (answers) {
      long ownNanos = host.config().protocol().interval().toNanos();
      long leastNanos = Math.min(ownNanos, HUNDRED_MILLIS_NANOS);
      require(
          !hasAnswered || nowNanos - answeredAtNanos >= leastNanos,
          host.name() + " answers at line rate");
      hasAnswered = true;
      answeredAtNanos = nowNanos;
    } else if (!(step.state() instanceof State.Active)) {
      hasAnswered = false;
    }
  }

  /** Who slept through its peers' patience does not go on as if it had not. */
  private void checkStall(State before, Input input, State after) {
    if (before instanceof State.Active && input instanceof Input.Stalled(long nanos)) {
      var protocol = before.situation().config().protocol();
      long patienceNanos = Timers.activeDownNanos(protocol, before.priority(), protocol.interval());
      require(
          nanos <= patienceNanos || after instanceof State.Backup,
          host.name() + " goes on after a stall of " + nanos + " ns");
    }
  }

  /** Keeps the last advert that this router has to respect, lower ones only if it must. */
  private void remember(State before, Input input) {
    if (before instanceof State.Initialize) {
      acceptedPatienceNanos = 0;
    } else if (input instanceof AdvertisementReceived advert) {
      var situation = before.situation();
      var election = situation.config().election();
      boolean lower = advert.advertisement().priority().value() < before.priority().value();
      boolean preempts = !situation.held() && (election.preempt() || before.priority().isOwner());
      if (!lower || !preempts) {
        acceptedAtNanos = advert.receivedAtNanos();
        acceptedPatienceNanos = 3 * advert.advertisement().interval().toNanos();
      } else if (election.preemptDelayNanos() > 0) {
        acceptedPatienceNanos = 0;
      }
    }
  }

  /** Nobody takes over from one that was heard in time. */
  private void checkPromotion(State.Backup before, Input input, long nowNanos) {
    if (input instanceof Input.TakeOver) {
      require(!before.situation().held(), host.name() + " takes over although it is held");
      return;
    }
    require(input instanceof Input.Tick, host.name() + " is Active because of " + input);
    boolean resigned = before.activeDown().armedBy() == State.Arming.RESIGNATION;
    require(nowNanos - before.activeDown().atNanos() >= 0, host.name() + " is Active too early");
    require(
        resigned
            || acceptedPatienceNanos == 0
            || nowNanos - acceptedAtNanos >= acceptedPatienceNanos,
        host.name() + " takes over from one that it heard");
  }

  /** Only a winning advert of another router, or a stall, ends being Active. */
  private void checkYield(State.Active before, Input input, List<Effect> effects) {
    if (input instanceof Input.Stalled) {
      require(
          indexOf(effects, Effect.SendAdvertisement.class) < 0,
          host.name() + " speaks after a stall");
      return;
    }
    require(
        input instanceof AdvertisementReceived advert
            && beats(advert, before.priority(), host.config()),
        host.name() + " yields to " + input);
  }

  private static boolean beats(AdvertisementReceived advert, Priority ours, RouterConfig config) {
    int theirs = advert.advertisement().priority().value();
    if (advert.source().equals(config.primaryAddress())) {
      return false;
    }
    return theirs > ours.value()
        || (theirs == ours.value()
            && Addresses.compare(advert.source(), config.primaryAddress()) > 0);
  }
}
