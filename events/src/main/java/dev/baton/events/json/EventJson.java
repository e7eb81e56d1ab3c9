package dev.baton.events.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Event;
import dev.baton.events.LogId;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.codec.EventType;

/** An event's envelope as JSON. */
public final class EventJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EventJson() {}

  /**
   * A record of the controller's log.
   *
   * @param heldBy the log that holds it; cursors are positions in that one
   */
  public static ObjectNode ofController(Recorded recorded, LogId heldBy) {
    return envelope(recorded, heldBy, true);
  }

  /** A record of an agent's own log: when it was recorded is its own time, so that is left out. */
  public static ObjectNode ofAgent(Recorded recorded) {
    return envelope(recorded, recorded.envelope().id().logId(), false);
  }

  /** What only this type of event has; fields are named like the record's components. */
  public static ObjectNode data(Event event) {
    return EventFields.of(event);
  }

  private static ObjectNode envelope(Recorded recorded, LogId heldBy, boolean hasRecordedAt) {
    var envelope = recorded.envelope();
    var json = NODES.objectNode();
    json.put("seq", recorded.seq());
    json.put("cursor", Cursor.after(heldBy, recorded.seq()).format());
    json.put("type", EventType.of(recorded.event()).text());
    json.put("time", Times.text(envelope.wallNanos()));
    if (hasRecordedAt) {
      json.put("recordedAt", Times.text(recorded.recordedAtNanos()));
    }
    json.put("node", envelope.id().node().value());
    json.put("logId", envelope.id().logId().toString());
    json.put("nodeSeq", envelope.id().nodeSeq());
    json.put("bootId", envelope.bootId());
    json.put("monotonicNs", envelope.monotonicNanos());
    putSubject(json, envelope.subject());
    json.set("data", data(recorded.event()));
    putActor(json, envelope.actor());
    putCausation(json, envelope.causation());
    if (envelope.correlationId().isEmpty()) {
      json.putNull("correlationId");
    } else {
      json.put("correlationId", envelope.correlationId());
    }
    json.put("prevHash", recorded.prevHash().toString());
    return json;
  }

  private static void putSubject(ObjectNode json, Subject subject) {
    switch (subject) {
      case Subject.Node node -> json.putNull("subject");
      case Subject.Instance instance -> json.set("subject", EventFields.instance(instance));
    }
  }

  private static void putActor(ObjectNode json, Actor actor) {
    switch (actor) {
      case Actor.Nobody nobody -> json.putNull("actor");
      case Actor.Known(var kind, var id, var via) ->
          json.putObject("actor").put("kind", kind).put("id", id).put("via", via);
    }
  }

  private static void putCausation(ObjectNode json, Causation causation) {
    switch (causation) {
      case Causation.None none -> json.putNull("causationId");
      case Causation.By(var event) -> json.put("causationId", event.toString());
    }
  }
}
