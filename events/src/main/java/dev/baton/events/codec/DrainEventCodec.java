package dev.baton.events.codec;

import dev.baton.events.DrainEvent;
import dev.baton.events.DrainEvent.Aborted;
import dev.baton.events.DrainEvent.Completed;
import dev.baton.events.DrainEvent.Fact;
import dev.baton.events.DrainEvent.Failed;
import dev.baton.events.DrainEvent.HoldLifted;
import dev.baton.events.DrainEvent.HoldPlaced;
import dev.baton.events.DrainEvent.PlannedStep;
import dev.baton.events.DrainEvent.Refusal;
import dev.baton.events.DrainEvent.Refused;
import dev.baton.events.DrainEvent.Requested;
import dev.baton.events.DrainEvent.Restored;
import dev.baton.events.DrainEvent.StepProved;
import dev.baton.events.DrainEvent.StepStuck;
import dev.baton.events.DrainEvent.TimerFired;
import dev.baton.events.DrainEvent.UndrainRequested;
import dev.baton.events.NodeName;

/** The stored fields of drain events. */
final class DrainEventCodec {
  private DrainEventCodec() {}

  static EventType type(DrainEvent event) {
    return switch (event) {
      case HoldPlaced holdPlaced -> EventType.DRAIN_HOLD_PLACED;
      case HoldLifted holdLifted -> EventType.DRAIN_HOLD_LIFTED;
      case Requested requested -> EventType.DRAIN_REQUESTED;
      case Refused refused -> EventType.DRAIN_REFUSED;
      case StepProved stepProved -> EventType.DRAIN_STEP_PROVED;
      case StepStuck stepStuck -> EventType.DRAIN_STEP_STUCK;
      case Completed completed -> EventType.DRAIN_COMPLETED;
      case Failed failed -> EventType.DRAIN_FAILED;
      case Aborted aborted -> EventType.DRAIN_ABORTED;
      case UndrainRequested undrainRequested -> EventType.DRAIN_UNDRAIN_REQUESTED;
      case Restored restored -> EventType.DRAIN_RESTORED;
      case TimerFired timerFired -> EventType.DRAIN_TIMER_FIRED;
    };
  }

  static void write(DrainEvent event, FieldWriter out) {
    switch (event) {
      case HoldPlaced holdPlaced -> write(holdPlaced, out);
      case HoldLifted holdLifted -> write(holdLifted, out);
      case Requested requested -> write(requested, out);
      case Refused refused -> write(refused, out);
      case StepProved stepProved -> write(stepProved, out);
      case StepStuck stepStuck -> write(stepStuck, out);
      case Completed completed -> write(completed, out);
      case Failed failed -> write(failed, out);
      case Aborted aborted -> write(aborted, out);
      case UndrainRequested undrainRequested -> write(undrainRequested, out);
      case Restored restored -> write(restored, out);
      case TimerFired timerFired -> write(timerFired, out);
    }
  }

  private static void write(HoldPlaced event, FieldWriter out) {
    out.text(32, event.drainId());
    out.text(33, event.by());
    out.text(34, event.message());
    out.number(35, event.expiresAtNanos());
  }

  static HoldPlaced holdPlaced(FieldReader in) {
    return new HoldPlaced(in.text(32), in.text(33), in.text(34), in.number(35));
  }

  private static void write(HoldLifted event, FieldWriter out) {
    out.text(32, event.drainId());
    out.text(33, event.by());
    out.text(34, event.why());
  }

  static HoldLifted holdLifted(FieldReader in) {
    return new HoldLifted(in.text(32), in.text(33), in.text(34));
  }

  private static void write(Requested event, FieldWriter out) {
    out.text(32, event.drainId());
    out.text(33, event.node().value());
    out.text(34, event.message());
    out.number(35, event.deadlineAtNanos());
    out.number(36, event.holdExpiresAtNanos());
    out.list(37, event.steps(), DrainEventCodec::plannedStep);
  }

  static Requested requested(FieldReader in) {
    return new Requested(
        in.text(32),
        ValueFields.node(in, 33),
        in.text(34),
        in.number(35),
        in.number(36),
        in.list(37, DrainEventCodec::plannedStep));
  }

  private static void write(Refused event, FieldWriter out) {
    out.text(32, event.drainId());
    out.text(33, event.node().value());
    out.text(34, event.message());
    out.list(35, event.refusals(), DrainEventCodec::refusal);
  }

  static Refused refused(FieldReader in) {
    return new Refused(
        in.text(32), ValueFields.node(in, 33), in.text(34), in.list(35, DrainEventCodec::refusal));
  }

  private static void write(StepProved event, FieldWriter out) {
    out.text(32, event.drainId());
    out.nested(33, event.virtualRouter(), ValueFields::virtualRouter);
    out.list(34, event.facts(), DrainEventCodec::fact);
  }

  static StepProved stepProved(FieldReader in) {
    return new StepProved(
        in.text(32), in.nested(33, ValueFields::virtualRouter), in.list(34, DrainEventCodec::fact));
  }

  private static void write(StepStuck event, FieldWriter out) {
    out.text(32, event.drainId());
    out.nested(33, event.virtualRouter(), ValueFields::virtualRouter);
    out.text(34, event.reason());
  }

  static StepStuck stepStuck(FieldReader in) {
    return new StepStuck(in.text(32), in.nested(33, ValueFields::virtualRouter), in.text(34));
  }

  private static void write(Completed event, FieldWriter out) {
    out.text(32, event.drainId());
    out.texts(33, event.unproved());
  }

  static Completed completed(FieldReader in) {
    return new Completed(in.text(32), in.texts(33));
  }

  private static void write(Failed event, FieldWriter out) {
    out.text(32, event.drainId());
    out.text(33, event.reason());
  }

  static Failed failed(FieldReader in) {
    return new Failed(in.text(32), in.text(33));
  }

  private static void write(Aborted event, FieldWriter out) {
    out.text(32, event.drainId());
    out.text(33, event.message());
  }

  static Aborted aborted(FieldReader in) {
    return new Aborted(in.text(32), in.text(33));
  }

  private static void write(UndrainRequested event, FieldWriter out) {
    out.text(32, event.drainId());
    out.text(33, event.message());
  }

  static UndrainRequested undrainRequested(FieldReader in) {
    return new UndrainRequested(in.text(32), in.text(33));
  }

  private static void write(Restored event, FieldWriter out) {
    out.text(32, event.drainId());
  }

  static Restored restored(FieldReader in) {
    return new Restored(in.text(32));
  }

  private static void write(TimerFired event, FieldWriter out) {
    out.text(32, event.drainId());
    out.text(33, event.timer());
  }

  static TimerFired timerFired(FieldReader in) {
    return new TimerFired(in.text(32), in.text(33));
  }

  private static void plannedStep(PlannedStep step, FieldWriter out) {
    out.nested(1, step.virtualRouter(), ValueFields::virtualRouter);
    out.text(2, step.method());
    out.text(3, step.from().value());
    out.texts(4, step.to().stream().map(NodeName::value).toList());
  }

  private static PlannedStep plannedStep(FieldReader in) {
    return new PlannedStep(
        in.nested(1, ValueFields::virtualRouter),
        in.text(2),
        ValueFields.node(in, 3),
        in.texts(4).stream().map(NodeName::new).toList());
  }

  private static void refusal(Refusal refusal, FieldWriter out) {
    out.text(1, refusal.code());
    out.text(2, refusal.virtualRouter());
    out.text(3, refusal.detail());
  }

  private static Refusal refusal(FieldReader in) {
    return new Refusal(in.text(1), in.text(2), in.text(3));
  }

  private static void fact(Fact fact, FieldWriter out) {
    out.text(1, fact.fact());
    out.nested(2, fact.event(), ValueFields::eventId);
  }

  private static Fact fact(FieldReader in) {
    return new Fact(in.text(1), in.nested(2, ValueFields::eventId));
  }
}
