package dev.baton.events.codec;

import dev.baton.events.CommandEvent;
import dev.baton.events.ConfigEvent;
import dev.baton.events.ControllerEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.NodeEvent;
import dev.baton.events.NotificationEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.TrackerEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of an event, fields 32 and up; one class for each family does the work. */
final class EventCodec {
  /** By number, in an array: a type is looked up for each record that is read. */
  private static final @Nullable EventType[] BY_ID = byId();

  private EventCodec() {}

  static void write(Event event, FieldWriter out) {
    switch (event) {
      case InstanceEvent instance -> InstanceEventCodec.write(instance, out);
      case PeerEvent peer -> PeerEventCodec.write(peer, out);
      case TrackerEvent tracker -> TrackerEventCodec.write(tracker, out);
      case ConfigEvent config -> ConfigEventCodec.write(config, out);
      case NodeEvent node -> NodeEventCodec.write(node, out);
      case DrainEvent drain -> DrainEventCodec.write(drain, out);
      case CommandEvent command -> CommandEventCodec.write(command, out);
      case ControllerEvent controller -> ControllerEventCodec.write(controller, out);
      case NotificationEvent notification -> NotificationEventCodec.write(notification, out);
    }
  }

  static Event read(int typeId, int version, FieldReader in) {
    var type = typeId < BY_ID.length ? BY_ID[typeId] : null;
    if (type == null) {
      throw UnknownEventTypeException.unknownId(typeId);
    }
    if (version < 1 || version > type.version()) {
      throw UnknownEventTypeException.unknownVersion(type, version);
    }
    return read(type, in);
  }

  /** One line a type, so that a type without a reader does not compile. */
  private static Event read(EventType type, FieldReader in) {
    return switch (type) {
      case INSTANCE_TRANSITIONED -> InstanceEventCodec.transitioned(in);
      case INSTANCE_PRIORITY_CHANGED -> InstanceEventCodec.priorityChanged(in);
      case INSTANCE_VIPS_APPLIED -> InstanceEventCodec.vipsApplied(in);
      case INSTANCE_VIPS_REMOVED -> InstanceEventCodec.vipsRemoved(in);
      case INSTANCE_VIPS_LEFT_BEHIND -> InstanceEventCodec.vipsLeftBehind(in);
      case INSTANCE_ANNOUNCED -> InstanceEventCodec.announced(in);
      case INSTANCE_ROUTES_APPLIED -> InstanceEventCodec.routesApplied(in);
      case INSTANCE_ROUTES_REMOVED -> InstanceEventCodec.routesRemoved(in);
      case INSTANCE_FAULTS_CHANGED -> InstanceEventCodec.faultsChanged(in);
      case PEER_FIRST_HEARD -> PeerEventCodec.firstHeard(in);
      case PEER_FELL_SILENT -> PeerEventCodec.fellSilent(in);
      case PEER_MISMATCH -> PeerEventCodec.mismatch(in);
      case PEER_GAVE_WAY -> PeerEventCodec.gaveWay(in);
      case PEER_ADVERT_MISSED -> PeerEventCodec.advertMissed(in);
      case TRACKER_STATE_CHANGED -> TrackerEventCodec.stateChanged(in);
      case CONFIG_APPLIED -> ConfigEventCodec.applied(in);
      case CONFIG_CONTINUED -> ConfigEventCodec.continued(in);
      case CONFIG_REJECTED -> ConfigEventCodec.rejected(in);
      case NODE_STARTED -> NodeEventCodec.started(in);
      case NODE_STOPPED -> NodeEventCodec.stopped(in);
      case NODE_STALLED -> NodeEventCodec.stalled(in);
      case NODE_LOG_FORKED -> NodeEventCodec.logForked(in);
      case NODE_EVENTS_DROPPED -> NodeEventCodec.eventsDropped(in);
      case NODE_CLOCK_MEASURED -> NodeEventCodec.clockMeasured(in);
      case NODE_CLOCK_STEPPED -> NodeEventCodec.clockStepped(in);
      case NODE_ADVERTS_BLOCKED -> NodeEventCodec.advertsBlocked(in);
      case NODE_STATICS_APPLIED -> NodeEventCodec.staticsApplied(in);
      case NODE_STATICS_REMOVED -> NodeEventCodec.staticsRemoved(in);
      case NODE_TABLES_RESTORED -> NodeEventCodec.tablesRestored(in);
      case NODE_HEAD_WITNESSED -> NodeEventCodec.headWitnessed(in);
      case DRAIN_HOLD_PLACED -> DrainEventCodec.holdPlaced(in);
      case DRAIN_HOLD_LIFTED -> DrainEventCodec.holdLifted(in);
      case DRAIN_REQUESTED -> DrainEventCodec.requested(in);
      case DRAIN_REFUSED -> DrainEventCodec.refused(in);
      case DRAIN_STEP_PROVED -> DrainEventCodec.stepProved(in);
      case DRAIN_STEP_STUCK -> DrainEventCodec.stepStuck(in);
      case DRAIN_COMPLETED -> DrainEventCodec.completed(in);
      case DRAIN_FAILED -> DrainEventCodec.failed(in);
      case DRAIN_ABORTED -> DrainEventCodec.aborted(in);
      case DRAIN_UNDRAIN_REQUESTED -> DrainEventCodec.undrainRequested(in);
      case DRAIN_RESTORED -> DrainEventCodec.restored(in);
      case DRAIN_TIMER_FIRED -> DrainEventCodec.timerFired(in);
      case COMMAND_ISSUED -> CommandEventCodec.issued(in);
      case COMMAND_APPLIED -> CommandEventCodec.applied(in);
      case COMMAND_REFUSED -> CommandEventCodec.refused(in);
      case CONTROLLER_STARTED -> ControllerEventCodec.started(in);
      case CONTROLLER_ALIVE -> ControllerEventCodec.alive(in);
      case NODE_CONNECTED -> ControllerEventCodec.nodeConnected(in);
      case NODE_DISCONNECTED -> ControllerEventCodec.nodeDisconnected(in);
      case NODE_IDENTITY_CONFLICT -> ControllerEventCodec.identityConflict(in);
      case OPERATOR_REQUEST_REFUSED -> ControllerEventCodec.requestRefused(in);
      case NOTIFICATION_SENT -> NotificationEventCodec.sent(in);
      case NOTIFICATION_FAILED -> NotificationEventCodec.failed(in);
    };
  }

  private static @Nullable EventType[] byId() {
    int highest = Arrays.stream(EventType.values()).mapToInt(EventType::id).max().orElse(0);
    var types = new @Nullable EventType[highest + 1];
    for (var type : EventType.values()) {
      if (types[type.id()] != null) {
        throw new IllegalStateException("type id " + type.id() + " twice: this is a bug");
      }
      types[type.id()] = type;
    }
    return types;
  }
}
