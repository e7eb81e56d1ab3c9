package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.Priority;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Heard;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Decoded;
import java.util.List;

/** What must hold of every single step of a router, told apart from how it decides. */
final class StepInvariants {
  private final String name;
  private Standing standing;
  private TimerInvariants timers;
  private AnnouncementInvariants announcements;
  private PeerInvariants peers;
  private MismatchInvariants mismatches;
  private long handOverUntilNanos;
  private boolean isHandOverExpected;

  StepInvariants(String name, RouterConfig config) {
    this.name = name;
    this.standing = new Standing(config);
    this.timers = new TimerInvariants(name, standing);
    this.announcements = new AnnouncementInvariants(name, standing);
    this.peers = new PeerInvariants(name, standing);
    this.mismatches = new MismatchInvariants(name, standing);
  }

  /** A process begins, which knows nothing yet. */
  void begin(RouterConfig config) {
    standing = new Standing(config);
    timers = new TimerInvariants(name, standing);
    announcements = new AnnouncementInvariants(name, standing);
    peers = new PeerInvariants(name, standing);
    mismatches = new MismatchInvariants(name, standing);
    isHandOverExpected = false;
  }

  void check(State before, Input input, Step step, long nowNanos) {
    var after = step.state();
    boolean answers = timers.mayAnswer(nowNanos);
    long downAtNanos = timers.downAtNanos();
    standing.hear(input);
    require(
        standing.takesPart() == !(after instanceof State.Initialize),
        () -> name + " is in " + after.reported() + " after " + input);
    require(
        after.priority().value() == standing.priority(),
        () -> name + " has priority " + after.priority() + ", not " + standing.priority());
    switch (before) {
      case State.Initialize initialize -> checkStart(after);
      case State.Backup backup -> checkBackup(backup, input, after, nowNanos - downAtNanos);
      case State.Active active -> checkActive(active, input, step, nowNanos);
    }
    timers.check(before, input, after, nowNanos);
    checkReport(before, after, step);
    announcements.check(before, input, step, nowNanos, answers);
    mismatches.check(before, input, step);
    peers.check(before, input, step, nowNanos);
    rememberHandOver(before, input, after);
  }

  /** Each spoken version has its advertisement, a resignation too (R90, R95). */
  void checkVersions(List<Advertisement> advertisements) {
    var versions = advertisements.stream().map(Advertisement::version).toList();
    require(
        versions.equals(standing.spoken()),
        () -> name + " sends versions " + versions + ", not " + standing.spoken());
  }

  /** What leaves is what was meant, and a reader of our own making agrees. */
  void checkSent(Advertisement advertisement, Frame.Message message, State state) {
    require(
        message.decoded() instanceof Decoded.Ok ok && ok.advertisement().equals(advertisement),
        () -> name + " sends what does not decode to it: " + message.decoded());
    int octet = message.octets().get(2) & 0xFF;
    int resignation = state instanceof State.Initialize ? 0 : standing.priority();
    require(octet == advertisement.priority().value(), "another priority on the wire");
    require(
        octet == standing.priority() || octet == resignation,
        () -> name + " sends priority " + octet + ", not " + standing.priority());
  }

  private void checkStart(State after) {
    require(
        !standing.takesPart()
            || after instanceof State.Active
                == (standing.isOwnerAtOnce() && standing.areOthersReady()),
        () -> name + " begins as " + after.reported());
  }

  /** Active when the timer says so, or when told to, and never otherwise. */
  private void checkBackup(State.Backup before, Input input, State after, long lateNanos) {
    if (after instanceof State.Initialize) {
      return;
    }
    boolean promoted = after instanceof State.Active;
    switch (input) {
      case Input.Tick tick ->
          require(
              promoted == (lateNanos >= 0 && standing.areOthersReady()),
              () -> name + (promoted ? " is Active " : " is no Active ") + lateNanos + " ns late");
      case Input.TakeOver command ->
          require(
              promoted == mayTakeOver(before, command, lateNanos),
              () -> name + (promoted ? " takes over" : " does not take over"));
      case Input.GroupReadiness(String group, boolean ready) ->
          require(
              promoted == (ready && timers.waits()), () -> name + " does not go with its group");
      case Input.GroupBecameActive active ->
          require(promoted, () -> name + " does not follow its group");
      case Input other -> require(!promoted, () -> name + " is Active because of " + other);
    }
  }

  private boolean mayTakeOver(State.Backup before, Input.TakeOver command, long lateNanos) {
    long nowNanos = timers.downAtNanos() + lateNanos;
    return before.lastHeard() instanceof Heard.Router heard
        && !standing.isHeld()
        && nowNanos - command.deadlineNanos() < 0
        && heard.address().equals(command.expectedActive())
        && heard.priority().equals(command.expectedPriority())
        && !standing.isBeatenBy(heard.priority().value(), heard.address().getAddress());
  }

  /** Only a winning advert of another router, or a stall, ends being Active; and both do. */
  private void checkActive(State.Active before, Input input, Step step, long nowNanos) {
    boolean yields = step.state() instanceof State.Backup;
    switch (input) {
      case AdvertisementReceived advert -> {
        require(
            yields == isYieldedTo(advert), () -> name + (yields ? " yields" : " does not yield"));
        if (yields) {
          checkHandOver(advert, step, nowNanos);
        }
      }
      case Input.Stalled(long nanos) -> {
        long patienceNanos = standing.downNanos(standing.intervalNanos());
        require(yields || nanos <= patienceNanos, () -> name + " goes on after a stall");
        require(
            !yields
                || step.effects().stream().noneMatch(Effect.SendAdvertisement.class::isInstance),
            () -> name + " speaks after a stall");
        long quietNanos = nowNanos - before.nextAdvertAtNanos() + standing.intervalNanos();
        long shortestNanos =
            standing.config().protocol().downTimerAdverts() * standing.intervalNanos();
        require(
            !yields || Math.max(nanos, quietNanos) > shortestNanos,
            () -> name + " yields after a short stall");
      }
      case Input.GroupBecameBackup backup ->
          require(yields, () -> name + " does not yield with its group");
      case Input other -> require(!yields, () -> name + " yields to " + other);
    }
  }

  private boolean isYieldedTo(AdvertisementReceived advert) {
    int theirs = advert.advertisement().priority().value();
    return !standing.isOurs(advert)
        && standing.accepts(advert)
        && theirs > 0
        && standing.isBeatenBy(theirs, advert.source().getAddress());
  }

  /** An expected loss keeps the addresses for a while, any other gives them up at once. */
  private void checkHandOver(AdvertisementReceived advert, Step step, long nowNanos) {
    boolean higher = advert.advertisement().priority().value() > standing.priority();
    boolean expected =
        (isHandOverExpected && nowNanos - handOverUntilNanos < 0) || (standing.isHeld() && higher);
    boolean keeps = step.effects().stream().anyMatch(Effect.Silence.class::isInstance);
    boolean removes = step.effects().stream().anyMatch(Effect.RemoveAddresses.class::isInstance);
    require(keeps == expected && removes != expected, () -> name + " hands over in another way");
    var cause = expected ? Cause.HAND_OVER : lossCause(higher);
    require(
        step.effects().stream()
            .anyMatch(effect ->
                effect instanceof Effect.Report(Transitioned report) && report.cause() == cause),
        () -> name + " does not say " + cause);
  }

  private Cause lossCause(boolean higher) {
    if (higher) {
      return Cause.HIGHER_PRIORITY_ADVERT;
    }
    return standing.isOwner() ? Cause.DUPLICATE_OWNER : Cause.TIE_BREAK_ADDRESS;
  }

  /** An expectation is forgotten when the router enters or leaves Active. */
  private void rememberHandOver(State before, Input input, State after) {
    if (!(before instanceof State.Active) || !(after instanceof State.Active)) {
      isHandOverExpected = false;
    } else if (input instanceof Input.HandOverExpected(long untilNanos)) {
      isHandOverExpected = true;
      handOverUntilNanos = untilNanos;
    }
  }

  private void checkReport(State before, State after, Step step) {
    int reports = 0;
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Report(Transitioned transitioned)) {
        reports++;
        require(
            transitioned.from() == before.reported() && transitioned.to() == after.reported(),
            () -> name + " reports another transition: " + transitioned);
        require(
            transitioned.priority().equals(new Priority(standing.priority())),
            () -> name + " reports another priority: " + transitioned);
      }
    }
    int expected = before.reported() == after.reported() ? 0 : 1;
    require(reports == expected, name + " reports another number of transitions");
  }
}
