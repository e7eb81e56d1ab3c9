package dev.baton.events.codec;

import dev.baton.events.LogHead;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeEvent.AdvertsBlocked;
import dev.baton.events.NodeEvent.ClockMeasured;
import dev.baton.events.NodeEvent.ClockStepped;
import dev.baton.events.NodeEvent.EventsDropped;
import dev.baton.events.NodeEvent.HeadWitnessed;
import dev.baton.events.NodeEvent.LogForked;
import dev.baton.events.NodeEvent.Stalled;
import dev.baton.events.NodeEvent.Started;
import dev.baton.events.NodeEvent.StaticsApplied;
import dev.baton.events.NodeEvent.StaticsRemoved;
import dev.baton.events.NodeEvent.Stopped;
import dev.baton.events.NodeEvent.TablesRestored;

/** The stored fields of node events. */
final class NodeEventCodec {
  private NodeEventCodec() {}

  static EventType type(NodeEvent event) {
    return switch (event) {
      case Started started -> EventType.NODE_STARTED;
      case Stopped stopped -> EventType.NODE_STOPPED;
      case Stalled stalled -> EventType.NODE_STALLED;
      case LogForked logForked -> EventType.NODE_LOG_FORKED;
      case EventsDropped eventsDropped -> EventType.NODE_EVENTS_DROPPED;
      case ClockMeasured clockMeasured -> EventType.NODE_CLOCK_MEASURED;
      case ClockStepped clockStepped -> EventType.NODE_CLOCK_STEPPED;
      case AdvertsBlocked advertsBlocked -> EventType.NODE_ADVERTS_BLOCKED;
      case StaticsApplied staticsApplied -> EventType.NODE_STATICS_APPLIED;
      case StaticsRemoved staticsRemoved -> EventType.NODE_STATICS_REMOVED;
      case TablesRestored tablesRestored -> EventType.NODE_TABLES_RESTORED;
      case HeadWitnessed headWitnessed -> EventType.NODE_HEAD_WITNESSED;
    };
  }

  static void write(NodeEvent event, FieldWriter out) {
    switch (event) {
      case Started started -> write(started, out);
      case Stopped stopped -> write(stopped, out);
      case Stalled stalled -> write(stalled, out);
      case LogForked logForked -> write(logForked, out);
      case EventsDropped eventsDropped -> write(eventsDropped, out);
      case ClockMeasured clockMeasured -> write(clockMeasured, out);
      case ClockStepped clockStepped -> write(clockStepped, out);
      case AdvertsBlocked advertsBlocked -> write(advertsBlocked, out);
      case StaticsApplied staticsApplied -> write(staticsApplied, out);
      case StaticsRemoved staticsRemoved -> write(staticsRemoved, out);
      case TablesRestored tablesRestored -> write(tablesRestored, out);
      case HeadWitnessed headWitnessed -> write(headWitnessed, out);
    }
  }

  private static void write(Started event, FieldWriter out) {
    out.text(32, event.part());
    out.text(33, event.version());
    out.number(34, event.pid());
  }

  static Started started(FieldReader in) {
    return new Started(in.text(32), in.text(33), in.number(34));
  }

  private static void write(Stopped event, FieldWriter out) {
    out.text(32, event.part());
    out.number(33, event.pid());
    out.text(34, event.how());
    out.text(35, event.detail());
  }

  static Stopped stopped(FieldReader in) {
    return new Stopped(in.text(32), in.number(33), in.text(34), in.text(35));
  }

  private static void write(Stalled event, FieldWriter out) {
    out.text(32, event.part());
    out.number(33, event.stalledNanos());
  }

  static Stalled stalled(FieldReader in) {
    return new Stalled(in.text(32), in.number(33));
  }

  private static void write(LogForked event, FieldWriter out) {
    out.bytes(32, ValueFields.logId(event.previousLogId()));
    out.number(33, event.lastKnownSeq());
    out.text(34, event.reason());
  }

  static LogForked logForked(FieldReader in) {
    return new LogForked(ValueFields.logId(in, 32), in.number(33), in.text(34));
  }

  private static void write(EventsDropped event, FieldWriter out) {
    out.number(32, event.droppedCount());
    out.text(33, event.where());
  }

  static EventsDropped eventsDropped(FieldReader in) {
    return new EventsDropped(in.number(32), in.text(33));
  }

  private static void write(ClockMeasured event, FieldWriter out) {
    out.number(32, event.offsetNanos());
    out.number(33, event.errorNanos());
  }

  static ClockMeasured clockMeasured(FieldReader in) {
    return new ClockMeasured(in.number(32), in.number(33));
  }

  private static void write(ClockStepped event, FieldWriter out) {
    out.number(32, event.stepNanos());
  }

  static ClockStepped clockStepped(FieldReader in) {
    return new ClockStepped(in.number(32));
  }

  private static void write(AdvertsBlocked event, FieldWriter out) {
    out.text(32, event.interfaceName());
    out.text(33, event.direction());
    out.text(34, event.reason());
    out.text(35, event.remedy());
  }

  static AdvertsBlocked advertsBlocked(FieldReader in) {
    return new AdvertsBlocked(in.text(32), in.text(33), in.text(34), in.text(35));
  }

  private static void write(StaticsApplied event, FieldWriter out) {
    out.texts(32, event.applied());
    out.texts(33, event.failed());
  }

  static StaticsApplied staticsApplied(FieldReader in) {
    return new StaticsApplied(in.texts(32), in.texts(33));
  }

  private static void write(StaticsRemoved event, FieldWriter out) {
    out.texts(32, event.removed());
    out.text(33, event.by());
  }

  static StaticsRemoved staticsRemoved(FieldReader in) {
    return new StaticsRemoved(in.texts(32), in.text(33));
  }

  private static void write(TablesRestored event, FieldWriter out) {
    out.texts(32, event.tables());
    out.text(33, event.failure());
    out.number(34, event.times());
  }

  static TablesRestored tablesRestored(FieldReader in) {
    return new TablesRestored(in.texts(32), in.text(33), in.whole(34));
  }

  private static void write(HeadWitnessed event, FieldWriter out) {
    out.bytes(32, ValueFields.logId(event.head().logId()));
    out.number(33, event.head().seq());
    out.bytes(34, event.head().hash().bytes());
  }

  static HeadWitnessed headWitnessed(FieldReader in) {
    return new HeadWitnessed(
        new LogHead(ValueFields.logId(in, 32), in.number(33), ValueFields.sha256(in, 34)));
  }
}
