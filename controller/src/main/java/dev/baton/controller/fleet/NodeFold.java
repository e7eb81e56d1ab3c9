package dev.baton.controller.fleet;

import dev.baton.events.ConfigEvent;
import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.NodeEvent;
import dev.baton.events.Recorded;
import dev.baton.events.VirtualRouterId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one of a node's own events says of the node. */
final class NodeFold {
  private NodeFold() {}

  static NodeView apply(NodeView before, Recorded recorded) {
    var envelope = recorded.envelope();
    var event = recorded.event();
    var logs = logs(before.logs(), recorded);
    var said = new Said(logs, Position.of(envelope.id()));
    var clock = clock(before.clockSaid(), said, recorded);
    var last = new Position(before.logId(), before.nodeSeq());
    var newest = logs.isAfter(said.at(), last) ? said.at() : last;
    return new NodeView(
        before.name(),
        before.link(),
        logs,
        newest.nodeSeq(),
        newest.equals(last) ? before.bootId() : envelope.bootId(),
        recorded.recordedAtNanos(),
        Math.max(before.lastEventNanos(), clock.value().corrected(envelope.wallNanos())),
        engine(before.engineSaid(), said, event),
        version(before.versionSaid(), said, event),
        hold(before.holdSaid(), said, recorded),
        clock,
        settings(before.settingsSaid(), said, event));
  }

  static boolean isEngine(String part) {
    return part.equals("engine");
  }

  private static Logs logs(Logs before, Recorded recorded) {
    var log = recorded.envelope().id().logId();
    return recorded.event() instanceof NodeEvent.LogForked forked
        ? before.withFork(forked.previousLogId(), log)
        : before.with(log);
  }

  private static Latest<EngineState> engine(Latest<EngineState> before, Said said, Event event) {
    return switch (event) {
      case NodeEvent.Started started when isEngine(started.part()) ->
          said.that(before, EngineState.RUNNING);
      case NodeEvent.Stopped stopped when isEngine(stopped.part()) ->
          said.that(before, EngineState.STOPPED);
      case Event _ -> before;
    };
  }

  private static Latest<String> version(Latest<String> before, Said said, Event event) {
    return event instanceof NodeEvent.Started started
        ? said.that(before, started.version())
        : before;
  }

  private static Latest<Hold> hold(Latest<Hold> before, Said said, Recorded recorded) {
    return switch (recorded.event()) {
      case DrainEvent.HoldPlaced placed ->
          said.that(
              before,
              new Hold.Held(
                  placed.drainId(),
                  placed.by(),
                  placed.message(),
                  recorded.envelope().wallNanos(),
                  placed.expiresAtNanos()));
      case DrainEvent.HoldLifted _ -> said.that(before, Hold.NONE);
      case Event _ -> before;
    };
  }

  private static Latest<Clock> clock(Latest<Clock> before, Said said, Recorded recorded) {
    return recorded.event() instanceof NodeEvent.ClockMeasured measured
        ? said.that(
            before,
            new Clock.Measured(
                measured.offsetNanos(), measured.errorNanos(), recorded.envelope().wallNanos()))
        : before;
  }

  private static Latest<Map<VirtualRouterId, InstanceSettings>> settings(
      Latest<Map<VirtualRouterId, InstanceSettings>> before, Said said, Event event) {
    return switch (event) {
      case ConfigEvent.Applied applied -> said.that(before, with(Map.of(), applied.instances()));
      case ConfigEvent.Continued more -> said.that(before, with(before.value(), more.instances()));
      case Event _ -> before;
    };
  }

  private static Map<VirtualRouterId, InstanceSettings> with(
      Map<VirtualRouterId, InstanceSettings> known, List<InstanceSettings> more) {
    var settings = new TreeMap<>(known);
    for (InstanceSettings each : more) {
      settings.put(each.instance().virtualRouter(), each);
    }
    return Collections.unmodifiableMap(settings);
  }
}
