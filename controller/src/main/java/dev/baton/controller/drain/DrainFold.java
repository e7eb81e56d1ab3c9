package dev.baton.controller.drain;

import dev.baton.events.CommandEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.Recorded;
import dev.baton.events.VirtualRouterId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One event's step from one image of a drain to the next. */
final class DrainFold {
  private final Recorded recorded;
  private final DrainOrder order;
  private DrainPhase phase;
  private final Map<VirtualRouterId, DrainStep> steps;
  private final Map<VirtualRouterId, Move> back;
  private final Map<String, Sent> commands;
  private final Set<String> firedTimers;
  private List<Proof> holdPlaced;
  private long holdPlacedAtNanos;
  private long undrainedAtNanos;
  private boolean isReturned;
  private List<String> unproved;
  private final List<DrainEvent.Refusal> refusals;

  private DrainFold(Drain drain, Recorded recorded) {
    this.recorded = recorded;
    order = drain.order();
    phase = drain.phase();
    steps = new LinkedHashMap<>(drain.steps());
    back = new LinkedHashMap<>(drain.back());
    commands = new LinkedHashMap<>(drain.commands());
    firedTimers = new HashSet<>(drain.firedTimers());
    holdPlaced = drain.holdPlaced();
    holdPlacedAtNanos = drain.holdPlacedAtNanos();
    undrainedAtNanos = drain.undrainedAtNanos();
    isReturned = drain.isReturned();
    unproved = new ArrayList<>(drain.unproved());
    refusals = drain.refusals();
  }

  /** The drain after an event about it, a command of it, or one of its virtual routers. */
  static Drain apply(Drain drain, Recorded recorded) {
    var fold = new DrainFold(drain, recorded);
    switch (recorded.event()) {
      case DrainEvent event when event.drainId().equals(drain.id()) -> fold.onDrain(event);
      case CommandEvent.Issued issued when recorded.envelope().correlationId().equals(drain.id()) ->
          fold.onIssued(issued);
      case CommandEvent.Applied applied ->
          fold.onAnswer(applied.commandId(), new Sent.Answer.Applied());
      case CommandEvent.Refused refused ->
          fold.onAnswer(
              refused.commandId(), new Sent.Answer.Refused(refused.reason(), refused.detail()));
      case dev.baton.events.Event _ -> fold.onFact();
    }
    return fold.drain();
  }

  private Drain drain() {
    return new Drain(
        order,
        phase,
        steps,
        back,
        commands,
        firedTimers,
        holdPlaced,
        holdPlacedAtNanos,
        undrainedAtNanos,
        isReturned,
        refusals,
        unproved);
  }

  private void onFact() {
    if (phase == DrainPhase.DRAINING) {
      steps.replaceAll((router, step) -> step.apply(recorded));
    }
    back.replaceAll((router, move) -> move.apply(recorded));
  }

  private void onDrain(DrainEvent event) {
    switch (event) {
      case DrainEvent.Requested _, DrainEvent.Refused _ -> {}
      case DrainEvent.HoldPlaced _ -> onHoldPlaced();
      case DrainEvent.HoldLifted lifted -> onHoldLifted(lifted);
      case DrainEvent.StepProved proved ->
          steps.computeIfPresent(proved.virtualRouter(), (router, step) -> step.proved());
      case DrainEvent.StepStuck stuck ->
          steps.computeIfPresent(
              stuck.virtualRouter(), (router, step) -> step.stuck(stuck.reason()));
      case DrainEvent.Completed completed -> {
        move(DrainPhase.DRAINING, DrainPhase.HELD);
        unproved = completed.unproved();
      }
      case DrainEvent.Failed failed -> {
        unproved.add(failed.reason());
        beginReturn(DrainPhase.FAILED);
      }
      case DrainEvent.Aborted _ -> beginReturn(DrainPhase.ABORTED);
      case DrainEvent.UndrainRequested _ -> beginReturn(DrainPhase.RESTORING);
      case DrainEvent.Restored _ -> {
        move(DrainPhase.RESTORING, DrainPhase.COMPLETED);
        isReturned = true;
      }
      case DrainEvent.TimerFired timer -> onTimer(timer.timer());
    }
  }

  private void onHoldPlaced() {
    if (holdPlaced.isEmpty()) {
      holdPlaced = List.of(Proof.of("held", recorded, ""));
      holdPlacedAtNanos = recorded.recordedAtNanos();
    }
  }

  /** A hold that ended without an undrain from here, by time or by a local operator. */
  private void onHoldLifted(DrainEvent.HoldLifted lifted) {
    if (phase == DrainPhase.DRAINING) {
      unproved.add("the hold was lifted on the node (" + lifted.why() + ")");
      phase = DrainPhase.FAILED;
      isReturned = true;
    } else if (phase == DrainPhase.HELD) {
      phase = DrainPhase.COMPLETED;
      isReturned = true;
    }
  }

  private void move(DrainPhase from, DrainPhase to) {
    phase = phase == from ? to : phase;
  }

  private void beginReturn(DrainPhase next) {
    if (!phase.isOpen() || phase == DrainPhase.RESTORING) {
      return;
    }
    phase = next;
    undrainedAtNanos = recorded.recordedAtNanos();
    for (VirtualRouterId router : steps.keySet()) {
      back.put(router, Move.back(router, order.node()));
    }
  }

  private void onIssued(CommandEvent.Issued issued) {
    var sent =
        new Sent(
            issued,
            recorded.recordedAtNanos(),
            new Sent.Answer.Waiting(),
            recorded.recordedAtNanos());
    commands.putIfAbsent(issued.commandId(), sent);
    if (issued.command() instanceof dev.baton.events.Command.TakeOver takeOver
        && phase == DrainPhase.DRAINING) {
      steps.computeIfPresent(
          takeOver.virtualRouter(), (router, step) -> step.towards(issued.node()));
    }
  }

  private void onAnswer(String commandId, Sent.Answer answer) {
    commands.computeIfPresent(
        commandId, (id, sent) -> sent.answered(answer, recorded.recordedAtNanos()));
  }

  private void onTimer(String timer) {
    if (!firedTimers.add(timer)) {
      return;
    }
    if (timer.startsWith(DrainTimers.COMMAND)) {
      onAnswer(timer.substring(DrainTimers.COMMAND.length()), new Sent.Answer.Expired());
    }
    steps.replaceAll((router, step) ->
        timer.equals(DrainTimers.soak(step.move()))
            ? step.with(step.move().settled(recorded))
            : step);
  }
}
