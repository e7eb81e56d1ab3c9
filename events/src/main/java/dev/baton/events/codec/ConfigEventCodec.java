package dev.baton.events.codec;

import dev.baton.events.ConfigEvent;
import dev.baton.events.ConfigEvent.Applied;
import dev.baton.events.ConfigEvent.Continued;
import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.ConfigEvent.Rejected;

/** The stored fields of configuration events. */
final class ConfigEventCodec {
  private ConfigEventCodec() {}

  static EventType type(ConfigEvent event) {
    return switch (event) {
      case Applied applied -> EventType.CONFIG_APPLIED;
      case Continued continued -> EventType.CONFIG_CONTINUED;
      case Rejected rejected -> EventType.CONFIG_REJECTED;
    };
  }

  static void write(ConfigEvent event, FieldWriter out) {
    switch (event) {
      case Applied applied -> write(applied, out);
      case Continued continued -> write(continued, out);
      case Rejected rejected -> write(rejected, out);
    }
  }

  private static void write(Applied event, FieldWriter out) {
    out.bytes(32, event.hash().bytes());
    out.text(33, event.file());
    out.list(34, event.instances(), ConfigEventCodec::settings);
    out.texts(35, event.warnings());
    out.texts(36, event.changes());
  }

  static Applied applied(FieldReader in) {
    return new Applied(
        ValueFields.sha256(in, 32),
        in.text(33),
        in.list(34, ConfigEventCodec::settings),
        in.texts(35),
        in.texts(36));
  }

  private static void write(Continued event, FieldWriter out) {
    out.bytes(32, event.hash().bytes());
    out.list(33, event.instances(), ConfigEventCodec::settings);
    out.texts(34, event.warnings());
  }

  static Continued continued(FieldReader in) {
    return new Continued(
        ValueFields.sha256(in, 32), in.list(33, ConfigEventCodec::settings), in.texts(34));
  }

  private static void write(Rejected event, FieldWriter out) {
    out.text(32, event.file());
    out.texts(33, event.errors());
  }

  static Rejected rejected(FieldReader in) {
    return new Rejected(in.text(32), in.texts(33));
  }

  private static void settings(InstanceSettings settings, FieldWriter out) {
    out.text(1, settings.name());
    out.nested(2, settings.instance(), ValueFields::instance);
    out.number(3, settings.version());
    out.number(4, settings.basePriority().value());
    out.number(5, settings.intervalCentiseconds());
    out.flag(6, settings.preempt());
    out.number(7, settings.preemptDelayMillis());
    out.texts(8, settings.addresses());
  }

  private static InstanceSettings settings(FieldReader in) {
    return new InstanceSettings(
        in.text(1),
        in.nested(2, ValueFields::instance),
        in.whole(3),
        ValueFields.priority(in, 4),
        in.whole(5),
        in.flag(6),
        in.number(7),
        in.texts(8));
  }
}
