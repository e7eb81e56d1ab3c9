package dev.baton.events.codec;

import dev.baton.events.Facts;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceEvent.Announced;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.InstanceEvent.FaultsChanged;
import dev.baton.events.InstanceEvent.PriorityChanged;
import dev.baton.events.InstanceEvent.RoutesApplied;
import dev.baton.events.InstanceEvent.RoutesRemoved;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceEvent.VipsApplied;
import dev.baton.events.InstanceEvent.VipsLeftBehind;
import dev.baton.events.InstanceEvent.VipsRemoved;
import java.util.Map;

/** The stored fields of instance events. */
final class InstanceEventCodec {
  private InstanceEventCodec() {}

  static EventType type(InstanceEvent event) {
    return switch (event) {
      case Transitioned transitioned -> EventType.INSTANCE_TRANSITIONED;
      case PriorityChanged priorityChanged -> EventType.INSTANCE_PRIORITY_CHANGED;
      case VipsApplied vipsApplied -> EventType.INSTANCE_VIPS_APPLIED;
      case VipsRemoved vipsRemoved -> EventType.INSTANCE_VIPS_REMOVED;
      case VipsLeftBehind vipsLeftBehind -> EventType.INSTANCE_VIPS_LEFT_BEHIND;
      case Announced announced -> EventType.INSTANCE_ANNOUNCED;
      case RoutesApplied routesApplied -> EventType.INSTANCE_ROUTES_APPLIED;
      case RoutesRemoved routesRemoved -> EventType.INSTANCE_ROUTES_REMOVED;
      case FaultsChanged faultsChanged -> EventType.INSTANCE_FAULTS_CHANGED;
    };
  }

  static void write(InstanceEvent event, FieldWriter out) {
    switch (event) {
      case Transitioned transitioned -> write(transitioned, out);
      case PriorityChanged priorityChanged -> write(priorityChanged, out);
      case VipsApplied vipsApplied -> write(vipsApplied, out);
      case VipsRemoved vipsRemoved -> write(vipsRemoved, out);
      case VipsLeftBehind vipsLeftBehind -> write(vipsLeftBehind, out);
      case Announced announced -> write(announced, out);
      case RoutesApplied routesApplied -> write(routesApplied, out);
      case RoutesRemoved routesRemoved -> write(routesRemoved, out);
      case FaultsChanged faultsChanged -> write(faultsChanged, out);
    }
  }

  private static void write(Transitioned event, FieldWriter out) {
    out.number(32, event.from().code());
    out.number(33, event.to().code());
    out.number(34, event.cause().code());
    out.number(35, event.priority().value());
    evidence(event.evidence(), out);
  }

  static Transitioned transitioned(FieldReader in) {
    return new Transitioned(
        ValueFields.state(in, 32),
        ValueFields.state(in, 33),
        ValueFields.cause(in, 34),
        ValueFields.priority(in, 35),
        evidence(in));
  }

  private static void write(PriorityChanged event, FieldWriter out) {
    out.number(32, event.from().value());
    out.number(33, event.to().value());
    out.list(34, event.contributions(), InstanceEventCodec::contribution);
  }

  static PriorityChanged priorityChanged(FieldReader in) {
    return new PriorityChanged(
        ValueFields.priority(in, 32),
        ValueFields.priority(in, 33),
        in.list(34, InstanceEventCodec::contribution));
  }

  private static void write(VipsApplied event, FieldWriter out) {
    out.texts(32, event.addresses());
    out.texts(33, event.failed());
  }

  static VipsApplied vipsApplied(FieldReader in) {
    return new VipsApplied(in.texts(32), in.texts(33));
  }

  private static void write(VipsRemoved event, FieldWriter out) {
    out.texts(32, event.addresses());
    out.text(33, event.by());
  }

  static VipsRemoved vipsRemoved(FieldReader in) {
    return new VipsRemoved(in.texts(32), in.text(33));
  }

  private static void write(VipsLeftBehind event, FieldWriter out) {
    out.texts(32, event.addresses());
  }

  static VipsLeftBehind vipsLeftBehind(FieldReader in) {
    return new VipsLeftBehind(in.texts(32));
  }

  private static void write(Announced event, FieldWriter out) {
    out.text(32, event.kind());
    out.texts(33, event.addresses());
    out.number(34, event.framesCount());
  }

  static Announced announced(FieldReader in) {
    return new Announced(in.text(32), in.texts(33), in.whole(34));
  }

  private static void write(RoutesApplied event, FieldWriter out) {
    out.texts(32, event.routes());
    out.texts(33, event.failed());
  }

  static RoutesApplied routesApplied(FieldReader in) {
    return new RoutesApplied(in.texts(32), in.texts(33));
  }

  private static void write(RoutesRemoved event, FieldWriter out) {
    out.texts(32, event.routes());
    out.text(33, event.by());
  }

  static RoutesRemoved routesRemoved(FieldReader in) {
    return new RoutesRemoved(in.texts(32), in.text(33));
  }

  private static void write(FaultsChanged event, FieldWriter out) {
    out.texts(32, event.faults());
    out.texts(33, event.raised());
    out.texts(34, event.cleared());
    out.number(35, event.cause().code());
    evidence(event.evidence(), out);
  }

  static FaultsChanged faultsChanged(FieldReader in) {
    return new FaultsChanged(
        in.texts(32), in.texts(33), in.texts(34), ValueFields.cause(in, 35), evidence(in));
  }

  private static void evidence(Map<String, String> evidence, FieldWriter out) {
    out.facts(36, Facts.copyOf(evidence));
  }

  private static Facts evidence(FieldReader in) {
    return in.facts(36);
  }

  private static void contribution(Contribution contribution, FieldWriter out) {
    out.text(1, contribution.name());
    out.number(2, contribution.delta());
  }

  private static Contribution contribution(FieldReader in) {
    return new Contribution(in.text(1), in.whole(2));
  }
}
