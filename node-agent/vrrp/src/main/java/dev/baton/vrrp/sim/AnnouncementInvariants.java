package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.events.Cause;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Effect.Burst;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a router says to the others and to the hosts, and in which order. */
final class AnnouncementInvariants {
  private final String name;
  private final Standing standing;
  private final Map<Burst, Long> dueAtNanos = new EnumMap<>(Burst.class);
  private boolean lingers;
  private long lingersUntilNanos;

  AnnouncementInvariants(String name, Standing standing) {
    this.name = name;
    this.standing = standing;
  }

  void check(State before, Input input, Step step, long nowNanos, boolean mayAnswer) {
    var after = step.state();
    boolean wasActive = before instanceof State.Active;
    boolean isActive = after instanceof State.Active;
    requireAdverts(step, adverts(before, input, after, nowNanos, mayAnswer));
    checkAddresses(before, input, step, nowNanos);
    var expected = new ArrayList<Burst>();
    if (!isActive) {
      dueAtNanos.clear();
    } else if (!wasActive) {
      expected.add(Burst.FIRST);
      dueAtNanos.clear();
      var times = standing.config().announcements();
      later(Burst.SECOND, nowNanos, times.secondBurstDelayNanos());
      later(Burst.REFRESH, nowNanos, times.refreshNanos());
    } else {
      expected.addAll(whileActive(before, input, after, nowNanos, mayAnswer));
    }
    var announced = new ArrayList<Burst>();
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Announce(Burst burst)) {
        announced.add(burst);
      }
    }
    require(
        announced.equals(expected), () -> name + " announces " + announced + ", not " + expected);
  }

  private List<Burst> whileActive(
      State before, Input input, State after, long nowNanos, boolean mayAnswer) {
    var expected = new ArrayList<Burst>();
    var times = standing.config().announcements();
    if (input instanceof Input.Tick) {
      for (var burst : List.of(Burst.SECOND, Burst.RIVAL_SECOND, Burst.REFRESH)) {
        if (isDue(burst, nowNanos)) {
          expected.add(burst);
          dueAtNanos.remove(burst);
        }
      }
      if (expected.contains(Burst.REFRESH)) {
        later(Burst.REFRESH, nowNanos, times.refreshNanos());
      }
    } else if (input instanceof AdvertisementReceived advert
        && isRival(advert)
        && advert.advertisement().priority().value() > 0
        && mayAnswer) {
      expected.add(Burst.RIVAL);
      later(Burst.RIVAL_SECOND, nowNanos, times.rivalBurstDelayNanos());
    } else if (input instanceof Input.Reconfigured && movesAddresses(before, after)) {
      expected.add(Burst.FIRST);
    }
    return expected;
  }

  private boolean isDue(Burst burst, long nowNanos) {
    var atNanos = dueAtNanos.get(burst);
    return atNanos != null && nowNanos - atNanos >= 0;
  }

  private void later(Burst burst, long nowNanos, long delayNanos) {
    if (delayNanos > 0) {
      dueAtNanos.put(burst, nowNanos + delayNanos);
    } else {
      dueAtNanos.remove(burst);
    }
  }

  private boolean isRival(AdvertisementReceived advert) {
    return standing.accepts(advert) && !standing.isOurs(advert);
  }

  private static boolean movesAddresses(State before, State after) {
    return !before.situation().config().addresses().equals(after.situation().config().addresses());
  }

  /** How many adverts this step must send; each has a reason. */
  private int adverts(State before, Input input, State after, long nowNanos, boolean mayAnswer) {
    boolean isActive = after instanceof State.Active;
    if (!(before instanceof State.Active active)) {
      return isActive ? 1 : 0;
    }
    var conformance = standing.config().election().conformance();
    return switch (input) {
      case Input.Tick tick -> nowNanos - active.nextAdvertAtNanos() >= 0 ? 1 : 0;
      case AdvertisementReceived advert when !isActive -> conformance.answersHigher() ? 1 : 0;
      case AdvertisementReceived advert when isRival(advert) && mayAnswer ->
          conformance.answersLower() || advert.advertisement().priority().value() == 0 ? 1 : 0;
      case Input.HoldPlaced placed -> active.situation().held() ? 0 : 1;
      case Input.Reconfigured reconfigured -> movesAddresses(before, after) ? 1 : 0;
      case Input.Shutdown shutdown -> 1;
      case Input.FaultRaised raised -> canResign(raised.cause()) ? 1 : 0;
      case Input other -> 0;
    };
  }

  private static boolean canResign(Cause cause) {
    return cause != Cause.INTERFACE_DOWN && cause != Cause.NO_PRIMARY_ADDRESS;
  }

  /** One resignation on the way out, and never another priority than the effective one. */
  private void requireAdverts(Step step, int expected) {
    boolean leaves = step.state() instanceof State.Initialize;
    int sent = 0;
    for (var effect : step.effects()) {
      if (effect instanceof Effect.SendAdvertisement(var priority)) {
        sent++;
        require(
            priority.value() == (leaves ? 0 : standing.priority()),
            () -> name + " sends priority " + priority);
      }
    }
    require(sent == expected, name + " sends another number of adverts");
  }

  /** The addresses come before the advert, the advert before the announcement. */
  private void checkAddresses(State before, Input input, Step step, long nowNanos) {
    boolean wasActive = before instanceof State.Active;
    boolean isActive = step.state() instanceof State.Active;
    int added = indexOf(step, Effect.AddAddresses.class);
    int removed = indexOf(step, Effect.RemoveAddresses.class);
    int silenced = indexOf(step, Effect.Silence.class);
    if (isActive) {
      int sent = indexOf(step, Effect.SendAdvertisement.class);
      int announced = indexOf(step, Effect.Announce.class);
      require(removed < 0 && silenced < 0, () -> name + " is Active without addresses");
      require(
          wasActive || (added >= 0 && added < sent && sent < announced),
          () -> name + " becomes Active in this order: " + step.effects());
      lingers = false;
      return;
    }
    require(added < 0, () -> name + " adds addresses though it is not Active");
    if (wasActive) {
      require((removed >= 0) != (silenced >= 0), () -> name + " leaves Active with its addresses");
      lingers = silenced >= 0;
      lingersUntilNanos = nowNanos + standing.intervalNanos();
    } else if (removed >= 0) {
      require(lingers, () -> name + " removes addresses that it has not");
      lingers = false;
    }
    boolean overdue = input instanceof Input.Tick && nowNanos - lingersUntilNanos >= 0;
    boolean ends = overdue || step.state() instanceof State.Initialize;
    require(!lingers || !ends, () -> name + " lingers too long");
  }

  private static int indexOf(Step step, Class<? extends Effect> type) {
    for (int index = 0; index < step.effects().size(); index++) {
      if (type.isInstance(step.effects().get(index))) {
        return index;
      }
    }
    return -1;
  }
}
