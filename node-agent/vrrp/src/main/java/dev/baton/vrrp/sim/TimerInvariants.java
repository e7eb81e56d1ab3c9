package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State;
import dev.baton.vrrp.VirtualRouter;

/** Where Active_Down_Timer and Adver_Timer must be after each step (RFC 9568 section 6.4). */
final class TimerInvariants {
  private static final long MOST_CENTISECONDS = 25_500;
  private static final long REACTION_NANOS = 100_000_000L;

  private final String name;
  private final Standing standing;
  private long downAtNanos;
  private long learnedNanos;
  private boolean nobodyHeard;
  private boolean waits;
  private boolean isLowerHeard;
  private long lowerSinceNanos;
  private long lastHeardAtNanos;
  private long lastHeardIntervalNanos;
  private int lastHeardPriority;
  private long nextAdvertAtNanos;
  private long reactFromNanos;

  TimerInvariants(String name, Standing standing) {
    this.name = name;
    this.standing = standing;
  }

  /** When Active_Down_Timer must fire. */
  long downAtNanos() {
    return downAtNanos;
  }

  /** Whether it would be Active, but for its sync group. */
  boolean waits() {
    return waits;
  }

  /** Whether an answer to another Active is due now, and not too early. */
  boolean mayAnswer(long nowNanos) {
    return nowNanos - reactFromNanos >= 0;
  }

  void check(State before, Input input, State after, long nowNanos) {
    require(
        after instanceof State.Initialize == VirtualRouter.nextDeadlineNanos(after).isEmpty(),
        () -> name + " has a timer in Initialize, or none elsewhere");
    switch (after) {
      case State.Initialize initialize -> {}
      case State.Backup backup -> {
        expectBackup(before, input, nowNanos);
        check(backup);
      }
      case State.Active active -> {
        expectActive(before, input, active, nowNanos);
        require(
            active.nextAdvertAtNanos() == nextAdvertAtNanos,
            () ->
                name
                    + " advertises next in "
                    + (active.nextAdvertAtNanos() - nowNanos)
                    + " ns, not in "
                    + (nextAdvertAtNanos - nowNanos));
      }
    }
  }

  private void check(State.Backup backup) {
    long learnedCentiseconds = backup.activeDown().activeInterval().value();
    require(
        learnedCentiseconds >= 1 && learnedCentiseconds <= MOST_CENTISECONDS,
        () -> name + " learned an impossible interval");
    require(
        backup.activeDown().activeInterval().toNanos() == learnedNanos,
        () -> name + " has learned " + learnedCentiseconds + " cs, not " + learnedNanos + " ns");
    require(standing.skewNanos(learnedNanos) > 0, "Skew_Time is not positive");
    require(
        backup.activeDown().atNanos() == downAtNanos,
        () ->
            name
                + " has Active_Down_Timer "
                + (backup.activeDown().atNanos() - downAtNanos)
                + " ns too late");
  }

  private void expectBackup(State before, Input input, long nowNanos) {
    switch (before) {
      case State.Initialize initialize -> {
        beginListening(nowNanos);
        waits = standing.isOwnerAtOnce() && !standing.areOthersReady();
        nobodyHeard = !waits;
      }
      case State.Active active -> {
        if (input instanceof AdvertisementReceived advert) {
          isLowerHeard = false;
          rearm(advert);
          remember(advert);
        } else {
          beginListening(nowNanos);
        }
      }
      case State.Backup backup -> listen(input, nowNanos);
    }
  }

  private void beginListening(long nowNanos) {
    learnedNanos = standing.intervalNanos();
    downAtNanos = nowNanos + standing.downNanos(learnedNanos);
    nobodyHeard = true;
    waits = false;
    isLowerHeard = false;
    lastHeardPriority = 0;
  }

  private void listen(Input input, long nowNanos) {
    switch (input) {
      case AdvertisementReceived advert when standing.accepts(advert) -> hear(advert);
      case Input.Tick tick when nowNanos - downAtNanos >= 0 -> {
        downAtNanos = nowNanos + standing.downNanos(learnedNanos);
        nobodyHeard = false;
        waits = true;
      }
      case Input.Stalled(long nanos) when nanos > standing.downNanos(learnedNanos) -> {
        downAtNanos = nowNanos + standing.downNanos(learnedNanos);
        nobodyHeard = true;
        waits = false;
      }
      case Input.HoldPlaced placed when lastHeardPriority > 0 -> {
        long intervalNanos =
            standing.isVersion2() ? standing.intervalNanos() : lastHeardIntervalNanos;
        long heldAtNanos = lastHeardAtNanos + standing.downNanos(intervalNanos);
        if (heldAtNanos - downAtNanos > 0) {
          downAtNanos = heldAtNanos;
          learnedNanos = intervalNanos;
          nobodyHeard = false;
          waits = false;
          isLowerHeard = false;
        }
      }
      case Input.Reconfigured reconfigured when nobodyHeard -> {
        learnedNanos = standing.intervalNanos();
        long freshNanos = nowNanos + standing.downNanos(learnedNanos);
        downAtNanos = downAtNanos - freshNanos < 0 ? downAtNanos : freshNanos;
      }
      case Input other -> {}
    }
  }

  private void hear(AdvertisementReceived advert) {
    int theirs = advert.advertisement().priority().value();
    remember(advert);
    if (theirs == 0) {
      downAtNanos = advert.receivedAtNanos() + standing.skewNanos(learnedNanos);
      nobodyHeard = false;
      isLowerHeard = false;
    } else if (theirs >= standing.priority() || !standing.preempts()) {
      isLowerHeard = false;
      rearm(advert);
    } else if (isPutUpWith(advert)) {
      rearm(advert);
    }
  }

  /** Lower ones are put up with for the preemption delay, counted from the first of them. */
  private boolean isPutUpWith(AdvertisementReceived advert) {
    long delayNanos = standing.config().election().preemptDelayNanos();
    if (delayNanos == 0) {
      isLowerHeard = false;
      return false;
    }
    if (!isLowerHeard) {
      isLowerHeard = true;
      lowerSinceNanos = advert.receivedAtNanos();
    }
    return advert.receivedAtNanos() - lowerSinceNanos < delayNanos;
  }

  private void rearm(AdvertisementReceived advert) {
    learnedNanos = standing.learnedNanos(advert);
    downAtNanos = advert.receivedAtNanos() + standing.downNanos(learnedNanos);
    nobodyHeard = false;
    waits = false;
  }

  private void remember(AdvertisementReceived advert) {
    lastHeardAtNanos = advert.receivedAtNanos();
    lastHeardPriority = advert.advertisement().priority().value();
    lastHeardIntervalNanos = standing.learnedNanos(advert);
  }

  private void expectActive(State before, Input input, State.Active after, long nowNanos) {
    long ownNanos = standing.intervalNanos();
    if (!(before instanceof State.Active)) {
      nextAdvertAtNanos = nowNanos + ownNanos;
      reactFromNanos = nowNanos;
      return;
    }
    switch (input) {
      case Input.Tick tick when nowNanos - nextAdvertAtNanos >= 0 -> {
        long rhythmNanos = nextAdvertAtNanos + ownNanos;
        nextAdvertAtNanos = nowNanos - rhythmNanos < 0 ? rhythmNanos : nowNanos + ownNanos;
      }
      case AdvertisementReceived advert when isAnswered(advert, nowNanos) -> {
        boolean resigns = advert.advertisement().priority().value() == 0;
        nextAdvertAtNanos = resigns ? nowNanos + ownNanos : nextAdvertAtNanos;
        reactFromNanos = nowNanos + Math.min(ownNanos, REACTION_NANOS);
      }
      case Input.HoldPlaced placed -> expectAfterHold(before, nowNanos + ownNanos);
      case Input.Reconfigured reconfigured -> expectAfterReload(before, after, nowNanos + ownNanos);
      case Input other -> {}
    }
  }

  private boolean isAnswered(AdvertisementReceived advert, long nowNanos) {
    return standing.accepts(advert) && !standing.isOurs(advert) && mayAnswer(nowNanos);
  }

  private void expectAfterHold(State before, long atNanos) {
    if (!before.situation().held()) {
      nextAdvertAtNanos = atNanos;
    }
  }

  private void expectAfterReload(State before, State after, long atNanos) {
    boolean sameAddresses =
        before.situation().config().addresses().equals(after.situation().config().addresses());
    if (!sameAddresses || nextAdvertAtNanos - atNanos > 0) {
      nextAdvertAtNanos = atNanos;
    }
  }
}
