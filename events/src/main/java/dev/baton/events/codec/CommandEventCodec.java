package dev.baton.events.codec;

import dev.baton.events.CommandEvent;
import dev.baton.events.CommandEvent.Applied;
import dev.baton.events.CommandEvent.Issued;
import dev.baton.events.CommandEvent.Refused;

/** The stored fields of command events. */
final class CommandEventCodec {
  private CommandEventCodec() {}

  static EventType type(CommandEvent event) {
    return switch (event) {
      case Issued issued -> EventType.COMMAND_ISSUED;
      case Applied applied -> EventType.COMMAND_APPLIED;
      case Refused refused -> EventType.COMMAND_REFUSED;
    };
  }

  static void write(CommandEvent event, FieldWriter out) {
    switch (event) {
      case Issued issued -> write(issued, out);
      case Applied applied -> write(applied, out);
      case Refused refused -> write(refused, out);
    }
  }

  private static void write(Issued event, FieldWriter out) {
    out.text(32, event.commandId());
    out.text(33, event.node().value());
    out.nested(34, event.command(), CommandCodec::write);
    out.list(35, event.presupposes(), ValueFields::eventId);
    out.number(36, event.deadlineMillis());
  }

  static Issued issued(FieldReader in) {
    return new Issued(
        in.text(32),
        ValueFields.node(in, 33),
        in.nested(34, CommandCodec::read),
        in.list(35, ValueFields::eventId),
        in.number(36));
  }

  private static void write(Applied event, FieldWriter out) {
    out.text(32, event.commandId());
  }

  static Applied applied(FieldReader in) {
    return new Applied(in.text(32));
  }

  private static void write(Refused event, FieldWriter out) {
    out.text(32, event.commandId());
    out.text(33, event.reason());
    out.text(34, event.detail());
  }

  static Refused refused(FieldReader in) {
    return new Refused(in.text(32), in.text(33), in.text(34));
  }
}
