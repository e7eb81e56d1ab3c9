package dev.baton.events.codec;

import dev.baton.events.ControllerEvent;
import dev.baton.events.ControllerEvent.Alive;
import dev.baton.events.ControllerEvent.IdentityConflict;
import dev.baton.events.ControllerEvent.NodeConnected;
import dev.baton.events.ControllerEvent.NodeDisconnected;
import dev.baton.events.ControllerEvent.RequestRefused;
import dev.baton.events.ControllerEvent.Started;

/** The stored fields of controller events. */
final class ControllerEventCodec {
  private ControllerEventCodec() {}

  static EventType type(ControllerEvent event) {
    return switch (event) {
      case Started started -> EventType.CONTROLLER_STARTED;
      case Alive alive -> EventType.CONTROLLER_ALIVE;
      case NodeConnected nodeConnected -> EventType.NODE_CONNECTED;
      case NodeDisconnected nodeDisconnected -> EventType.NODE_DISCONNECTED;
      case IdentityConflict identityConflict -> EventType.NODE_IDENTITY_CONFLICT;
      case RequestRefused requestRefused -> EventType.OPERATOR_REQUEST_REFUSED;
    };
  }

  static void write(ControllerEvent event, FieldWriter out) {
    switch (event) {
      case Started started -> write(started, out);
      case Alive alive -> {}
      case NodeConnected nodeConnected -> write(nodeConnected, out);
      case NodeDisconnected nodeDisconnected -> write(nodeDisconnected, out);
      case IdentityConflict identityConflict -> write(identityConflict, out);
      case RequestRefused requestRefused -> write(requestRefused, out);
    }
  }

  private static void write(Started event, FieldWriter out) {
    out.text(32, event.version());
    out.number(33, event.epoch());
  }

  static Started started(FieldReader in) {
    return new Started(in.text(32), in.number(33));
  }

  static Alive alive(FieldReader in) {
    return new Alive();
  }

  private static void write(NodeConnected event, FieldWriter out) {
    out.text(32, event.node().value());
    out.bytes(33, ValueFields.logId(event.logId()));
    out.number(34, event.heldSeq());
  }

  static NodeConnected nodeConnected(FieldReader in) {
    return new NodeConnected(ValueFields.node(in, 32), ValueFields.logId(in, 33), in.number(34));
  }

  private static void write(NodeDisconnected event, FieldWriter out) {
    out.text(32, event.node().value());
    out.text(33, event.reason());
  }

  static NodeDisconnected nodeDisconnected(FieldReader in) {
    return new NodeDisconnected(ValueFields.node(in, 32), in.text(33));
  }

  private static void write(IdentityConflict event, FieldWriter out) {
    out.text(32, event.node().value());
    out.text(33, event.kind());
    out.text(34, event.detail());
  }

  static IdentityConflict identityConflict(FieldReader in) {
    return new IdentityConflict(ValueFields.node(in, 32), in.text(33), in.text(34));
  }

  private static void write(RequestRefused event, FieldWriter out) {
    out.text(32, event.method());
    out.text(33, event.path());
    out.number(34, event.status());
    out.text(35, event.reason());
  }

  static RequestRefused requestRefused(FieldReader in) {
    return new RequestRefused(in.text(32), in.text(33), in.whole(34), in.text(35));
  }
}
