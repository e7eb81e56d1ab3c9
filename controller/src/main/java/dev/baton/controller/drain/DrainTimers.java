package dev.baton.controller.drain;

import dev.baton.events.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * Which timers a drain waits for. They are state: whoever keeps time asks, and says when one fires.
 */
final class DrainTimers {
  static final String COMMAND = "command:";
  static final String DEADLINE = "deadline";
  static final String RETURN_DEADLINE = "return-deadline";
  static final String PATIENCE = "patience";

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long MILLI_NANOS = 1_000_000L;
  private static final long ANSWER_GRACE_NANOS = SECOND_NANOS;
  private static final long RETURN_NANOS = 120 * SECOND_NANOS;
  private static final int LONGEST_RETRY_SECONDS = 8;

  private final Drain drain;
  private final long soakNanos;
  private final List<DrainTimer> timers = new ArrayList<>();

  private DrainTimers(Drain drain, long soakNanos) {
    this.drain = drain;
    this.soakNanos = soakNanos;
  }

  static List<DrainTimer> of(Drain drain, long soakNanos) {
    var timers = new DrainTimers(drain, soakNanos);
    timers.collect();
    return List.copyOf(timers.timers);
  }

  static String soak(Move move) {
    return "soak:" + move.router() + ":" + move.lastChangeSeq();
  }

  static String retry(Sent sent) {
    return "retry:" + sent.issued().commandId();
  }

  private void collect() {
    switch (drain.phase()) {
      case DRAINING -> whileDraining();
      case RESTORING, FAILED, ABORTED -> whileReturning();
      case HELD, COMPLETED, REFUSED -> {}
    }
    for (Sent sent : drain.commands().values()) {
      if (sent.isWaiting()) {
        long allowed = sent.issued().deadlineMillis() * MILLI_NANOS + ANSWER_GRACE_NANOS;
        add(COMMAND + sent.issued().commandId(), sent.issuedAtNanos() + allowed);
      } else if (sent.isInVain() && sent.issued().command() instanceof Command.TakeOver takeOver) {
        int tries = drain.countInVain(Command.TakeOver.class, takeOver.virtualRouter());
        long seconds = Math.min(1L << Math.min(tries - 1, 10), LONGEST_RETRY_SECONDS);
        add(retry(sent), sent.atNanos() + seconds * SECOND_NANOS);
      }
    }
  }

  private void whileDraining() {
    add(DEADLINE, drain.order().deadlineAtNanos());
    if (!drain.holdPlaced().isEmpty() && drain.commands().size() == 1) {
      add(PATIENCE, drain.holdPlacedAtNanos() + SECOND_NANOS);
    }
    for (DrainStep step : drain.steps().values()) {
      if (!step.isProved() && step.move().isProvedByBothSides() && !step.move().isSettled()) {
        add(soak(step.move()), step.move().lastChangeNanos() + soakNanos);
      }
    }
  }

  private void whileReturning() {
    if (drain.isReturning()) {
      add(RETURN_DEADLINE, drain.undrainedAtNanos() + RETURN_NANOS);
    }
  }

  private void add(String name, long dueAtNanos) {
    if (!drain.firedTimers().contains(name)) {
      timers.add(new DrainTimer(drain.id(), name, dueAtNanos));
    }
  }
}
