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

/**
 * The stored types: number, newest version and name. A family has a range of a thousand numbers;
 * those below 1000 belong to the record frame. A retired number stays here as a comment and is
 * never used again.
 */
public enum EventType {
  // InstanceEvent
  /** {@link InstanceEvent.Transitioned}. */
  INSTANCE_TRANSITIONED(1000, 1, "instance.transitioned"),
  /** {@link InstanceEvent.PriorityChanged}. */
  INSTANCE_PRIORITY_CHANGED(1001, 1, "instance.priority-changed"),
  /** {@link InstanceEvent.VipsApplied}. */
  INSTANCE_VIPS_APPLIED(1002, 1, "instance.vips-applied"),
  /** {@link InstanceEvent.VipsRemoved}. */
  INSTANCE_VIPS_REMOVED(1003, 1, "instance.vips-removed"),
  /** {@link InstanceEvent.VipsLeftBehind}. */
  INSTANCE_VIPS_LEFT_BEHIND(1004, 1, "instance.vips-left-behind"),
  /** {@link InstanceEvent.Announced}. */
  INSTANCE_ANNOUNCED(1005, 1, "instance.announced"),
  /** {@link InstanceEvent.RoutesApplied}. */
  INSTANCE_ROUTES_APPLIED(1006, 1, "instance.routes-applied"),
  /** {@link InstanceEvent.RoutesRemoved}. */
  INSTANCE_ROUTES_REMOVED(1007, 1, "instance.routes-removed"),
  /** {@link InstanceEvent.FaultsChanged}. */
  INSTANCE_FAULTS_CHANGED(1008, 1, "instance.faults-changed"),
  // PeerEvent
  /** {@link PeerEvent.FirstHeard}. */
  PEER_FIRST_HEARD(2000, 1, "peer.first-heard"),
  /** {@link PeerEvent.FellSilent}. */
  PEER_FELL_SILENT(2001, 1, "peer.fell-silent"),
  /** {@link PeerEvent.Mismatch}. */
  PEER_MISMATCH(2002, 1, "peer.mismatch"),
  /** {@link PeerEvent.GaveWay}. */
  PEER_GAVE_WAY(2003, 1, "peer.gave-way"),
  /** {@link PeerEvent.AdvertMissed}. */
  PEER_ADVERT_MISSED(2004, 1, "peer.advert-missed"),
  // TrackerEvent
  /** {@link TrackerEvent.StateChanged}. */
  TRACKER_STATE_CHANGED(3000, 1, "tracker.state-changed"),
  // ConfigEvent
  /** {@link ConfigEvent.Applied}. */
  CONFIG_APPLIED(4000, 1, "config.applied"),
  /** {@link ConfigEvent.Rejected}. */
  CONFIG_REJECTED(4001, 1, "config.rejected"),
  /** See {@link ConfigEvent.Continued}. */
  CONFIG_CONTINUED(4002, 1, "config.continued"),
  // NodeEvent
  /** {@link NodeEvent.Started}. */
  NODE_STARTED(5000, 1, "node.started"),
  /** {@link NodeEvent.Stopped}. */
  NODE_STOPPED(5001, 1, "node.stopped"),
  /** {@link NodeEvent.Stalled}. */
  NODE_STALLED(5002, 1, "node.stalled"),
  /** {@link NodeEvent.LogForked}. */
  NODE_LOG_FORKED(5003, 1, "node.log-forked"),
  /** {@link NodeEvent.EventsDropped}. */
  NODE_EVENTS_DROPPED(5004, 1, "node.events-dropped"),
  /** {@link NodeEvent.ClockMeasured}. */
  NODE_CLOCK_MEASURED(5005, 1, "node.clock-measured"),
  /** {@link NodeEvent.ClockStepped}. */
  NODE_CLOCK_STEPPED(5006, 1, "node.clock-stepped"),
  /** {@link NodeEvent.AdvertsBlocked}. */
  NODE_ADVERTS_BLOCKED(5007, 1, "node.adverts-blocked"),
  /** {@link NodeEvent.StaticsApplied}. */
  NODE_STATICS_APPLIED(5008, 1, "node.statics-applied"),
  /** {@link NodeEvent.StaticsRemoved}. */
  NODE_STATICS_REMOVED(5009, 1, "node.statics-removed"),
  /** {@link NodeEvent.TablesRestored}. */
  NODE_TABLES_RESTORED(5010, 1, "node.tables-restored"),
  /** {@link NodeEvent.HeadWitnessed}. */
  NODE_HEAD_WITNESSED(5011, 1, "node.head-witnessed"),
  // DrainEvent
  /** {@link DrainEvent.HoldPlaced}. */
  DRAIN_HOLD_PLACED(6000, 1, "drain.hold-placed"),
  /** {@link DrainEvent.HoldLifted}. */
  DRAIN_HOLD_LIFTED(6001, 1, "drain.hold-lifted"),
  /** {@link DrainEvent.Requested}. */
  DRAIN_REQUESTED(6002, 1, "drain.requested"),
  /** {@link DrainEvent.Refused}. */
  DRAIN_REFUSED(6003, 1, "drain.refused"),
  /** {@link DrainEvent.StepProved}. */
  DRAIN_STEP_PROVED(6004, 1, "drain.step-proved"),
  /** {@link DrainEvent.StepStuck}. */
  DRAIN_STEP_STUCK(6005, 1, "drain.step-stuck"),
  /** {@link DrainEvent.Completed}. */
  DRAIN_COMPLETED(6006, 1, "drain.completed"),
  /** {@link DrainEvent.Failed}. */
  DRAIN_FAILED(6007, 1, "drain.failed"),
  /** {@link DrainEvent.Aborted}. */
  DRAIN_ABORTED(6008, 1, "drain.aborted"),
  /** {@link DrainEvent.UndrainRequested}. */
  DRAIN_UNDRAIN_REQUESTED(6009, 1, "drain.undrain-requested"),
  /** {@link DrainEvent.Restored}. */
  DRAIN_RESTORED(6010, 1, "drain.restored"),
  /** {@link DrainEvent.TimerFired}. */
  DRAIN_TIMER_FIRED(6011, 1, "drain.timer-fired"),
  // CommandEvent
  /** {@link CommandEvent.Issued}. */
  COMMAND_ISSUED(7000, 1, "command.issued"),
  /** {@link CommandEvent.Applied}. */
  COMMAND_APPLIED(7001, 1, "command.applied"),
  /** {@link CommandEvent.Refused}. */
  COMMAND_REFUSED(7002, 1, "command.refused"),
  // ControllerEvent
  /** {@link ControllerEvent.Started}. */
  CONTROLLER_STARTED(8000, 1, "controller.started"),
  /** {@link ControllerEvent.Alive}. */
  CONTROLLER_ALIVE(8001, 1, "controller.alive"),
  /** {@link ControllerEvent.NodeConnected}. */
  NODE_CONNECTED(8002, 1, "node.connected"),
  /** {@link ControllerEvent.NodeDisconnected}. */
  NODE_DISCONNECTED(8003, 1, "node.disconnected"),
  /** {@link ControllerEvent.IdentityConflict}. */
  NODE_IDENTITY_CONFLICT(8004, 1, "node.identity-conflict"),
  /** {@link ControllerEvent.RequestRefused}. */
  OPERATOR_REQUEST_REFUSED(8005, 1, "operator.request-refused"),
  // NotificationEvent
  /** {@link NotificationEvent.Sent}. */
  NOTIFICATION_SENT(9000, 1, "notification.sent"),
  /** {@link NotificationEvent.Failed}. */
  NOTIFICATION_FAILED(9001, 1, "notification.failed");

  private final int id;
  private final int version;
  private final String text;

  EventType(int id, int version, String text) {
    this.id = id;
    this.version = version;
    this.text = text;
  }

  /** The type of an event. */
  public static EventType of(Event event) {
    return switch (event) {
      case InstanceEvent instance -> InstanceEventCodec.type(instance);
      case PeerEvent peer -> PeerEventCodec.type(peer);
      case TrackerEvent tracker -> TrackerEventCodec.type(tracker);
      case ConfigEvent config -> ConfigEventCodec.type(config);
      case NodeEvent node -> NodeEventCodec.type(node);
      case DrainEvent drain -> DrainEventCodec.type(drain);
      case CommandEvent command -> CommandEventCodec.type(command);
      case ControllerEvent controller -> ControllerEventCodec.type(controller);
      case NotificationEvent notification -> NotificationEventCodec.type(notification);
    };
  }

  /** The stored number. */
  public int id() {
    return id;
  }

  /** The version that is written; it and all before it are read. */
  public int version() {
    return version;
  }

  /** The name for people and other programs: {@code instance.transitioned}. */
  public String text() {
    return text;
  }
}
