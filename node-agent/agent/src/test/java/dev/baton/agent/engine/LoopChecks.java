package dev.baton.agent.engine;

import dev.baton.agent.config.MulticastGroups;
import dev.baton.events.Cause;
import dev.baton.events.Draft;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to be so after every turn of one host's engine. */
final class LoopChecks {
  private static final long EVERYDAY_NANOS = 500_000_000L;
  private static final long SLACK_NANOS = 5_000_000L;

  private final LoopHost host;
  private final LoopExpected expected;
  private final LoopCauses causes;
  private final LoopSpeech speech;
  private final Map<Subject, LoopPast> pasts = new HashMap<>();
  private final Set<String> unsettledGroups = new HashSet<>();
  private long nextSeq = 1;
  private boolean hasBegun;

  LoopChecks(LoopHost host) {
    this.host = host;
    this.expected = new LoopExpected(host);
    this.causes = new LoopCauses(host, expected);
    this.speech = new LoopSpeech(host, this::wrong);
  }

  private void wrong(String what) {
    throw new LoopViolated(host.name + ": " + what);
  }

  /** An engine starts that knows nothing. */
  void begin() {
    pasts.clear();
    unsettledGroups.clear();
    nextSeq = 1;
    hasBegun = false;
  }

  boolean hasBegun() {
    return hasBegun;
  }

  LoopPast past(LoopPart part) {
    return pasts.computeIfAbsent(part.subject(), subject -> new LoopPast());
  }

  LoopExpected expected() {
    return expected;
  }

  /** Everything, after a turn. */
  void check(LoopTurn turn) {
    turn.wrong.forEach(this::wrong);
    boolean isFirst = !hasBegun;
    hasBegun = true;
    var before = new HashMap<LoopPart, LoopSpeech.Before>();
    var adverts = new HashMap<LoopPart, Long>();
    for (var part : parts(turn)) {
      var past = past(part);
      before.put(part, new LoopSpeech.Before(past.state, past.priority));
      adverts.put(part, past.lastAdvertNanos);
    }
    hear(turn);
    turn.told.forEach(draft -> fold(draft, turn));
    // It may have been heard after a transition of this turn.
    hear(turn);
    if (!turn.told.isEmpty() && !turn.isRung) {
      wrong("tells something without waking the steward");
    }
    if (host.kernel.unsentCount() > 0) {
      wrong("waits with adverts that have not left");
    }
    if (turn.read.size() < turn.waiting.size()) {
      wrong("leaves adverts unread");
    }
    boolean speaks = turn.sent.stream().anyMatch(advert -> advert.priority() != 0);
    if (speaks && !turn.hasOrders && !turn.isReload && expected.isHomeDown()) {
      wrong("speaks on a link that it knows to be down");
    }
    checkStall(turn, isFirst);
    for (var part : parts(turn)) {
      var stood = before.getOrDefault(part, new LoopSpeech.Before(InstanceState.INITIALIZE, 0));
      speech.check(part, stood, past(part), turn);
      boolean isUntouched = turn.before.parts().contains(part) && turn.after.parts().contains(part);
      if (turn.isReload && isUntouched && !turn.after.isGrouped(part)) {
        speech.checkReload(part, past(part), adverts.getOrDefault(part, 0L), turn);
      }
    }
    dropRemoved(turn);
    if (!turn.isStopping) {
      turn.after.parts().forEach(part -> checkStanding(part, turn));
      turn.after.groups().forEach(group -> checkGroup(group, turn));
      checkStations(turn);
    }
    turn.after.parts().forEach(part -> checkAddresses(part, turn));
  }

  /** Those of after the turn, and those that ended in it. */
  private static List<LoopPart> parts(LoopTurn turn) {
    var names = turn.after.parts().stream().map(LoopPart::name).toList();
    return Stream.concat(
            turn.after.parts().stream(),
            turn.before.parts().stream().filter(part -> !names.contains(part.name())))
        .toList();
  }

  private void hear(LoopTurn turn) {
    for (var part : turn.after.parts()) {
      var past = past(part);
      past.shortestIntervalNanos = Math.min(past.shortestIntervalNanos, part.intervalNanos());
      for (var advert : turn.read) {
        if (advert.isAcceptedBy(part)) {
          past.hear(turn.atNanos, advert);
        }
      }
    }
  }

  private void fold(Draft draft, LoopTurn turn) {
    if (draft.sourceSeq() != nextSeq++) {
      wrong("there is a gap in what it tells, before " + draft);
    }
    for (var part : parts(turn)) {
      if (draft.subject().equals(part.subject())) {
        var past = past(part);
        if (draft.event() instanceof Transitioned told) {
          causes.check(part, told, past, turn).forEach(w -> wrong(part.name() + ": " + w));
          lingers(part, told, past, turn);
        }
        past.fold(draft).forEach(w -> wrong(part.name() + ": " + w));
      }
    }
  }

  /** After a hand-over the addresses stay, silent, for another interval. */
  private static void lingers(LoopPart part, Transitioned told, LoopPast past, LoopTurn turn) {
    boolean isHandedOver =
        told.from() == InstanceState.ACTIVE
            && told.to() == InstanceState.BACKUP
            && (told.cause() == Cause.HAND_OVER || told.cause() == Cause.SYNC_GROUP);
    past.lingersUntilNanos =
        isHandedOver ? turn.atNanos + part.intervalNanos() + SLACK_NANOS : Long.MIN_VALUE;
  }

  private void checkStall(LoopTurn turn, boolean isFirst) {
    long patience =
        turn.before.parts().stream()
            .mapToLong(part -> 2 * part.intervalNanos())
            .reduce(EVERYDAY_NANOS, Math::min);
    boolean isTold = turn.told.stream().anyMatch(d -> d.event() instanceof NodeEvent.Stalled);
    if (!isFirst && isTold != turn.lateNanos >= patience) {
      wrong("was " + turn.lateNanos + " ns late, and says " + (isTold ? "so" : "nothing"));
    }
  }

  private void dropRemoved(LoopTurn turn) {
    for (var part : turn.before.parts()) {
      if (turn.after.part(part.name()).isEmpty()) {
        var past = past(part);
        if (past.hasBegun && past.state != InstanceState.INITIALIZE) {
          wrong(part.name() + " is gone from the configuration and still " + past.state);
        }
        part.vips().forEach(vip -> requireAbsent(part, vip));
        pasts.remove(part.subject());
      }
    }
  }

  private void requireAbsent(LoopPart part, InetAddress vip) {
    boolean isOurs = !host.byHand().contains(vip);
    if (isOurs && host.kernel.nic(LoopKernel.HOME).has(vip)) {
      wrong(part.name() + " leaves " + Addresses.text(vip) + " behind");
    }
  }

  private void checkStanding(LoopPart part, LoopTurn turn) {
    var past = past(part);
    boolean isTime = turn.atNanos - host.firstElectionNanos() >= 0;
    if (past.hasBegun && !isTime && turn.atNanos - host.firstElectionNanos() < -SLACK_NANOS) {
      wrong(part.name() + " begins before its time");
    }
    if (!past.hasBegun) {
      boolean isDue = turn.atNanos - host.firstElectionNanos() > SLACK_NANOS;
      if (isDue && expected.mayBegin(part)) {
        wrong(part.name() + " does not begin");
      }
      if (!isTime && host.kernel.untilNanos() - host.firstElectionNanos() > SLACK_NANOS) {
        wrong("sleeps beyond the first election");
      }
      return;
    }
    if (past.priority != expected.priority(part)) {
      wrong(part.name() + " has priority " + past.priority + ", not " + expected.priority(part));
    }
    var faults = expected.faults(part).keySet();
    if (!past.faults.equals(faults)) {
      wrong(part.name() + " says that " + past.faults + " is wrong, but it is " + faults);
    }
    if ((past.state == InstanceState.FAULT) == faults.isEmpty()) {
      wrong(part.name() + " is " + past.state + " with " + faults);
    }
    if (past.state == InstanceState.INITIALIZE) {
      wrong(part.name() + " has ended of its own accord");
    }
  }

  private void checkGroup(LoopPlan.Group group, LoopTurn turn) {
    var states =
        group.members().stream()
            .flatMap(name -> turn.after.part(name).stream())
            .map(this::past)
            .filter(past -> past.hasBegun)
            .map(past -> past.state)
            .collect(Collectors.toSet());
    if (states.size() > 1) {
      wrong(group.name() + " has members in several states: " + states);
    }
  }

  private void checkStations(LoopTurn turn) {
    if (!host.kernel.nic(LoopKernel.HOME).isThere
        || !(host.kernel.interfaceState(LoopKernel.HOME) instanceof InterfaceState.Present)
        || host.kernel.hasNews()) {
      return;
    }
    var wanted = new HashSet<Station>();
    host.inForce().parts().forEach(part -> wanted.add(station(part)));
    if (!host.kernel.joined().equals(wanted)) {
      wrong("listens at " + host.kernel.joined() + ", not at " + wanted + " " + turn.isReload);
    }
  }

  private static Station station(LoopPart part) {
    var group = MulticastGroups.standard(part.wire().family());
    return new Station(LoopKernel.HOME, part.wire().family(), List.of(group));
  }

  private void checkAddresses(LoopPart part, LoopTurn turn) {
    var past = past(part);
    boolean isActive = past.state == InstanceState.ACTIVE;
    boolean mayLinger = turn.atNanos - past.lingersUntilNanos < 0 && !turn.isStopping;
    var home = host.kernel.nic(LoopKernel.HOME);
    for (var vip : part.vips()) {
      boolean isOthers = host.byHand().contains(vip);
      if (isActive && !home.has(vip)) {
        wrong(part.name() + " is Active without " + Addresses.text(vip));
      }
      if (!isActive && !isOthers && !mayLinger && home.has(vip)) {
        wrong(part.name() + " is " + past.state + " and has " + Addresses.text(vip));
      }
      boolean isTold = past.addresses.contains(Addresses.text(vip));
      if (isActive && !isTold) {
        wrong(part.name() + " has " + Addresses.text(vip) + ", and the log does not know");
      }
      if (!isActive && !mayLinger && isTold && home.isThere && !isOthers) {
        wrong(part.name() + " has no " + Addresses.text(vip) + ", and the log does not know");
      }
    }
  }

  /** The engine has stopped as it was told to. */
  void ended() {
    for (var part : host.inForce().parts()) {
      var past = past(part);
      if (past.hasBegun && past.state != InstanceState.INITIALIZE) {
        wrong(part.name() + " is " + past.state + " after the end");
      }
      part.vips().forEach(vip -> requireAbsent(part, vip));
    }
    if (!(host.turn().told.getLast().event() instanceof NodeEvent.Stopped)) {
      wrong("does not say last that it has stopped");
    }
  }
}
