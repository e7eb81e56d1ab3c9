package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceEvent.PriorityChanged;
import dev.baton.vrrp.State.ActiveDown;
import dev.baton.vrrp.State.Announcing;
import dev.baton.vrrp.State.Arming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How each state is entered, and how that is reported. */
final class Transitions {
  private Transitions() {}

  /** Why a state is entered, and the facts behind it. */
  record Grounds(Cause cause, Evidence evidence) {}

  /** RFC 9568 section 6.4.2: the addresses first, lest the announcement be a lie. */
  static Step toActive(State from, Grounds grounds, long nowNanos) {
    var situation = from.situation().with(Deadline.never());
    var announcements = situation.config().announcements();
    var next =
        new State.Active(
            situation,
            nowNanos + situation.protocol().interval().toNanos(),
            nowNanos,
            new Announcing(
                Deadline.after(nowNanos, announcements.secondBurstDelayNanos()),
                Deadline.never(),
                Deadline.after(nowNanos, announcements.refreshNanos())));
    return new Step(
        next,
        List.of(
            new Effect.AddAddresses(),
            new Effect.SendAdvertisement(situation.priority()),
            new Effect.Announce(Effect.Burst.FIRST),
            report(from, next, grounds)));
  }

  /** Backup with nobody heard yet: a full Active_Down_Interval of our own interval. */
  static State.Backup freshBackup(Situation situation, long nowNanos) {
    var interval = situation.protocol().interval();
    long downNanos = Timers.activeDownNanos(situation.protocol(), situation.priority(), interval);
    return new State.Backup(
        situation.with(Deadline.never()),
        new ActiveDown(nowNanos + downNanos, interval, Arming.NOBODY, false),
        new Heard.Nobody(),
        Deadline.never(),
        Deadline.never());
  }

  /** Would be Active, but the sync group is not ready: listens for another while. */
  static State.Backup waiting(State.Backup state, long nowNanos) {
    var situation = state.situation();
    var interval = state.activeDown().activeInterval();
    long downNanos = Timers.activeDownNanos(situation.protocol(), situation.priority(), interval);
    return state.with(new ActiveDown(nowNanos + downNanos, interval, Arming.GROUP, false));
  }

  /**
   * Active_Down_Timer after an accepted advert. Version 3 learns the interval and computes skew and
   * down time anew, version 2 knows only its own (R56, R57).
   */
  static ActiveDown activeDownAfter(Situation situation, Heard.Router heard) {
    var protocol = situation.protocol();
    var interval =
        switch (protocol.version()) {
          case V2 -> protocol.interval();
          case V3 -> heard.interval();
        };
    long downNanos = Timers.activeDownNanos(protocol, situation.priority(), interval);
    return new ActiveDown(heard.atNanos() + downNanos, interval, Arming.ADVERT, false);
  }

  /** Initialize; the other routers are forgotten. */
  static State.Initialize initialize(
      Situation situation, Map<String, Cause> faults, boolean started) {
    var alone = situation.with(Deadline.never()).with(Peers.NONE);
    return new State.Initialize(alone, faults, started);
  }

  static Effect report(State from, State to, Grounds grounds) {
    return new Effect.Report(
        new InstanceEvent.Transitioned(
            from.reported(),
            to.reported(),
            grounds.cause(),
            to.priority(),
            grounds.evidence().facts()));
  }

  /** The report that the effective priority moved, if it did. */
  static List<Effect> priorityReport(Situation before, Situation after) {
    if (before.priority().equals(after.priority())) {
      return List.of();
    }
    return List.of(
        new Effect.Report(
            new PriorityChanged(before.priority(), after.priority(), after.allContributions())));
  }

  static Situation reconfigured(Situation situation, RouterConfig config) {
    var old = situation.config();
    if (old.family() != config.family()
        || !old.protocol().understands(config.protocol())
        || !old.protocol().vrid().equals(config.protocol().vrid())) {
      throw new IllegalStateException("reconfigured as another virtual router: this is a bug");
    }
    return situation.with(config);
  }

  static Step refused(State state, Input.TakeOver command, Effect.Refusal reason) {
    var answer = new Effect.Answer.Refused(reason);
    return new Step(state, List.of(new Effect.CommandAnswered(command.commandId(), answer)));
  }

  static List<Effect> concat(List<Effect> first, List<Effect> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
