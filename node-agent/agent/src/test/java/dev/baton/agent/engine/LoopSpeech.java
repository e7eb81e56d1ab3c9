package dev.baton.agent.engine;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What an instance says: when, how often, and with which last word. */
final class LoopSpeech {
  private static final long SLACK_NANOS = 5_000_000L;

  private final LoopHost host;
  private final Consumer<String> wrong;

  LoopSpeech(LoopHost host, Consumer<String> wrong) {
    this.host = host;
    this.wrong = wrong;
  }

  /** How an instance stood when a turn began. */
  record Before(InstanceState state, int priority) {}

  /** Checks what one instance said in a turn; its past has the turn's events already. */
  void check(LoopPart part, Before before, LoopPast past, LoopTurn turn) {
    var sent = turn.sent.stream().filter(advert -> advert.isFor(part)).toList();
    var moves = turn.transitions(part);
    sent.forEach(advert -> check(part, advert, before, turn));
    checkLastWord(part, sent, moves);
    boolean becomes = moves.stream().anyMatch(move -> move.to() == InstanceState.ACTIVE);
    if (becomes && sent.isEmpty()) {
      wrong.accept(part.name() + " becomes Active and says nothing");
    }
    if (becomes && turn.announcedCount == 0) {
      wrong.accept(part.name() + " becomes Active and announces nothing");
    }
    if (past.state == InstanceState.ACTIVE) {
      checkTimes(part, sent, past, turn);
    }
  }

  private void check(LoopPart part, LoopAdvert advert, Before before, LoopTurn turn) {
    boolean isActive = before.state() == InstanceState.ACTIVE;
    boolean resigns = false;
    for (var move : turn.transitions(part)) {
      isActive |= move.to() == InstanceState.ACTIVE;
      resigns |= move.from() == InstanceState.ACTIVE && move.to() != InstanceState.BACKUP;
    }
    if (advert.priority() == 0 && !resigns) {
      wrong.accept(part.name() + " resigns without an end");
    }
    if (!isActive) {
      wrong.accept(part.name() + " speaks without being Active");
    }
    if (advert.priority() != 0 && !priorities(part, before, turn).contains(advert.priority())) {
      wrong.accept(part.name() + " says " + advert + ", which is not its priority");
    }
    boolean isAsBefore = turn.before.parts().stream().anyMatch(advert::isAcceptedBy);
    boolean isAsAfter = turn.after.parts().stream().anyMatch(advert::isAcceptedBy);
    if (!isAsBefore && !isAsAfter) {
      wrong.accept(part.name() + " says " + advert + ", which is not its configuration");
    }
  }

  private static Set<Integer> priorities(LoopPart part, Before before, LoopTurn turn) {
    var priorities = new HashSet<Integer>();
    priorities.add(before.priority());
    for (var draft : turn.told) {
      if (draft.subject().equals(part.subject())) {
        switch (draft.event()) {
          case Transitioned told -> priorities.add(told.priority().value());
          case InstanceEvent.PriorityChanged told -> priorities.add(told.to().value());
          default -> {}
        }
      }
    }
    return priorities;
  }

  /** Who stops being Active for good says so, where the link still carries it. */
  private void checkLastWord(LoopPart part, List<LoopAdvert> sent, List<Transitioned> moves) {
    boolean ends =
        !moves.isEmpty()
            && moves.getLast().from() == InstanceState.ACTIVE
            && moves.getLast().to() != InstanceState.BACKUP
            && moves.getLast().cause() != Cause.INTERFACE_DOWN
            && moves.getLast().cause() != Cause.NO_PRIMARY_ADDRESS;
    if (ends && (sent.isEmpty() || sent.getLast().priority() != 0)) {
      wrong.accept(part.name() + " ends without a last word");
    }
  }

  private void checkTimes(LoopPart part, List<LoopAdvert> sent, LoopPast past, LoopTurn turn) {
    if (turn.isReload) {
      past.dueByNanos = Math.min(past.dueByNanos, turn.atNanos + part.intervalNanos());
      past.breaksRhythm();
    }
    if (!sent.isEmpty()) {
      boolean isAnswer =
          turn.isDisturbed
              || turn.isReload
              || turn.lateNanos > SLACK_NANOS
              || !turn.transitions(part).isEmpty()
              || turn.read.stream().anyMatch(advert -> advert.isFor(part));
      long gapNanos = turn.atNanos - past.lastAdvertNanos;
      boolean areRegular = past.advertised(turn.atNanos, !isAnswer);
      if (areRegular && gapNanos < part.intervalNanos() - SLACK_NANOS) {
        wrong.accept(part.name() + " speaks again after " + gapNanos + " ns");
      }
      if (sent.size() > 2) {
        wrong.accept(part.name() + " says " + sent.size() + " things at once");
      }
      past.dueByNanos = turn.atNanos + part.intervalNanos();
    } else if (turn.atNanos - past.dueByNanos > SLACK_NANOS) {
      wrong.accept(part.name() + " says nothing though it should");
    }
    if (host.kernel.untilNanos() - past.dueByNanos > SLACK_NANOS && !turn.isStopping) {
      wrong.accept(part.name() + " is to speak before the engine wants to be woken");
    }
  }

  /** An instance whose configuration is as it was does not notice a reload. */
  void checkReload(LoopPart part, LoopPast past, long lastAdvertNanos, LoopTurn turn) {
    boolean isHeard = turn.read.stream().anyMatch(advert -> advert.isFor(part));
    if (turn.isDisturbed || isHeard || turn.lateNanos > SLACK_NANOS) {
      return;
    }
    boolean isTimers =
        turn.transitions(part).stream().anyMatch(t -> LoopCauses.isTimers(t.cause()));
    boolean isTold =
        turn.told.stream()
            .filter(draft -> draft.subject().equals(part.subject()))
            .anyMatch(draft -> !(draft.event() instanceof InstanceEvent.Announced));
    if (isTold && !isTimers) {
      wrong.accept(part.name() + " notices a reload that does not touch it");
    }
    boolean speaks = turn.sent.stream().anyMatch(advert -> advert.isFor(part));
    boolean isDue = turn.atNanos - lastAdvertNanos > part.intervalNanos() - SLACK_NANOS;
    if (speaks && !isTimers && !isDue && past.state == InstanceState.ACTIVE) {
      wrong.accept(part.name() + " speaks because of a reload that does not touch it");
    }
  }
}
