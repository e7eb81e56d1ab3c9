package dev.baton.events.codec;

import dev.baton.events.NotificationEvent;
import dev.baton.events.NotificationEvent.Failed;
import dev.baton.events.NotificationEvent.Notice;
import dev.baton.events.NotificationEvent.Sent;

/** The stored fields of notification events. */
final class NotificationEventCodec {
  private NotificationEventCodec() {}

  static EventType type(NotificationEvent event) {
    return switch (event) {
      case Sent sent -> EventType.NOTIFICATION_SENT;
      case Failed failed -> EventType.NOTIFICATION_FAILED;
    };
  }

  static void write(NotificationEvent event, FieldWriter out) {
    writeNotice(event.notice(), out);
    switch (event) {
      case Sent sent -> out.number(37, sent.tookMillis());
      case Failed failed -> {
        out.number(37, failed.tookMillis());
        out.text(38, failed.reason());
      }
    }
  }

  private static void writeNotice(Notice notice, FieldWriter out) {
    out.text(32, notice.channel());
    out.text(33, notice.target());
    out.text(34, notice.type());
    out.text(35, notice.name());
    out.text(36, notice.state());
  }

  static Sent sent(FieldReader in) {
    return new Sent(notice(in), in.number(37));
  }

  static Failed failed(FieldReader in) {
    return new Failed(notice(in), in.text(38), in.number(37));
  }

  private static Notice notice(FieldReader in) {
    return new Notice(in.text(32), in.text(33), in.text(34), in.text(35), in.text(36));
  }
}
