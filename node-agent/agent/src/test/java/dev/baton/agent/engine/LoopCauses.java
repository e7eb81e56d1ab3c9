package dev.baton.agent.engine;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.vrrp.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Whether what a transition names as its cause is so. */
final class LoopCauses {
  private static final long SLACK_NANOS = 5_000_000L;
  private static final long CENTISECOND_NANOS = 10_000_000L;

  private final LoopHost host;
  private final LoopExpected expected;

  LoopCauses(LoopHost host, LoopExpected expected) {
    this.host = host;
    this.expected = expected;
  }

  /** What is wrong with it; {@code past} is how the instance stood before. */
  List<String> check(LoopPart part, Transitioned told, LoopPast past, LoopTurn turn) {
    var wrong = new ArrayList<String>();
    if (!isTrue(part, told, past, turn)) {
      wrong.add(told.from() + " to " + told.to() + " for " + told.cause() + ", which is not so");
    }
    if (told.to() == InstanceState.FAULT && !turn.isWavering) {
      var faults = expected.faults(part);
      if (!faults.containsValue(told.cause())) {
        wrong.add("in Fault for " + told.cause() + ", but all that is wrong is " + faults);
      }
    }
    if (isTimers(told.cause()) && !turn.isWavering && !expected.faults(part).isEmpty()) {
      wrong.add("becomes Active though it knows of " + expected.faults(part));
    }
    if (told.cause() == Cause.STARTUP && told.priority().value() != expected.priority(part)) {
      wrong.add("begins with priority " + told.priority() + ", not as it was told");
    }
    if (told.from() == InstanceState.FAULT
        && !turn.isWavering
        && told.to() != InstanceState.INITIALIZE
        && !expected.faults(part).isEmpty()) {
      wrong.add("leaves Fault, but has " + expected.faults(part));
    }
    return wrong;
  }

  private boolean isTrue(LoopPart part, Transitioned told, LoopPast past, LoopTurn turn) {
    return switch (told.cause()) {
      case STARTUP -> !past.hasBegun && told.to() == InstanceState.BACKUP;
      case SHUTDOWN -> turn.isStopping;
      case CONFIG_REMOVED -> turn.isReload && turn.after.part(part.name()).isEmpty();
      case ACTIVE_DOWN_TIMER_EXPIRED -> isSilent(part, past, turn) && isPunctual(told, turn);
      case ACTIVE_RESIGNED -> past.hasHeardResignation && isPunctual(told, turn);
      case PREEMPTED_LOWER ->
          part.election().preempts() && past.hasHeardSinceTransition && isPunctual(told, turn);
      case PREEMPT_DELAY_ELAPSED ->
          part.election().delaySeconds() > 0
              && past.hasHeardSinceTransition
              && isPunctual(told, turn);
      case HIGHER_PRIORITY_ADVERT -> reads(part, turn, a -> a.priority() > told.priority().value());
      case HAND_OVER ->
          host.isHeld() && reads(part, turn, a -> a.priority() > told.priority().value());
      case TIE_BREAK_ADDRESS ->
          reads(
              part,
              turn,
              a ->
                  a.priority() == told.priority().value()
                      && Addresses.compare(a.source(), LoopExpected.own(host.index, a.family()))
                          > 0);
      case STALL_YIELD ->
          turn.told.stream().anyMatch(draft -> draft.event() instanceof NodeEvent.Stalled);
      case SYNC_GROUP -> host.inForce().isGrouped(part) && isFollowing(part, told, turn);
      case INTERFACE_UP ->
          past.faults.contains("interface eth0 down")
              || past.faults.contains("interface eth0 missing");
      case PRIMARY_ADDRESS_ADDED -> past.faults.contains("no address to advertise from");
      case FAULT_CLEARED -> past.state == InstanceState.FAULT;
      case INTERFACE_DOWN, NO_PRIMARY_ADDRESS, TRACK_INTERFACE, TRACK_SCRIPT ->
          told.to() == InstanceState.FAULT;
      default -> false;
    };
  }

  private static boolean reads(LoopPart part, LoopTurn turn, Predicate<LoopAdvert> which) {
    return turn.read.stream().anyMatch(a -> a.isAcceptedBy(part) && which.test(a));
  }

  /** Another member moves as well, or had a fault that it has no more. */
  private static boolean isFollowing(LoopPart part, Transitioned told, LoopTurn turn) {
    boolean isMoved =
        turn.after.parts().stream()
            .filter(other -> !other.name().equals(part.name()))
            .flatMap(other -> turn.transitions(other).stream())
            .anyMatch(other -> other.to() == told.to() || other.from() == told.from());
    return isMoved
        || told.to() == InstanceState.ACTIVE
        || told.to() == InstanceState.FAULT
        || told.from() == InstanceState.FAULT;
  }

  /** Nobody was heard for the shortest Active_Down_Interval that there can be. */
  private static boolean isSilent(LoopPart part, LoopPast past, LoopTurn turn) {
    for (var heard : past.lastHeard()) {
      long intervalNanos =
          part.wire().version() == 2
              ? past.shortestIntervalNanos
              : heard.advert().centiseconds() * CENTISECOND_NANOS;
      return turn.atNanos - heard.atNanos() >= 3 * intervalNanos;
    }
    return true;
  }

  /** The engine asked to be woken in time, so that it is as late as it was kept from running. */
  private static boolean isPunctual(Transitioned told, LoopTurn turn) {
    long agoNanos = Long.parseLong(told.evidence().getOrDefault("timerDueNanosAgo", "0"));
    return agoNanos <= Math.max(0, turn.lateNanos) + SLACK_NANOS;
  }

  /** Whether it came of a timer. */
  static boolean isTimers(Cause cause) {
    return cause == Cause.ACTIVE_DOWN_TIMER_EXPIRED
        || cause == Cause.ACTIVE_RESIGNED
        || cause == Cause.PREEMPTED_LOWER
        || cause == Cause.PREEMPT_DELAY_ELAPSED;
  }
}
