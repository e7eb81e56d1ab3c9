package dev.baton.events.codec;

import dev.baton.events.TrackerEvent;
import dev.baton.events.TrackerEvent.StateChanged;

/** The stored fields of tracker events. */
final class TrackerEventCodec {
  private TrackerEventCodec() {}

  static EventType type(TrackerEvent event) {
    return switch (event) {
      case StateChanged stateChanged -> EventType.TRACKER_STATE_CHANGED;
    };
  }

  static void write(TrackerEvent event, FieldWriter out) {
    switch (event) {
      case StateChanged stateChanged -> write(stateChanged, out);
    }
  }

  private static void write(StateChanged event, FieldWriter out) {
    out.text(32, event.name());
    out.text(33, event.kind());
    out.flag(34, event.isUp());
    out.text(35, event.detail());
  }

  static StateChanged stateChanged(FieldReader in) {
    return new StateChanged(in.text(32), in.text(33), in.flag(34), in.text(35));
  }
}
