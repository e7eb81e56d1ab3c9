package dev.baton.controller.api;

import dev.baton.events.LogId;
import dev.baton.events.json.Cursor;
import dev.baton.events.json.EventJson;
import dev.baton.events.log.StoredRecord;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Events and positions of the controller's log as the API writes them. */
record Envelopes(String controller, LogId logId) {
  JsonObject json(StoredRecord stored) {
    return new JsonObject(EventJson.ofController(stored.recorded(), logId).toString());
  }

  String cursor(long seq) {
    return Cursor.after(logId, seq).format();
  }

  /** The position that a cursor of this log stands for: one, or none for another text. */
  List<Long> seqOf(String text) {
    return Cursor.parse(text) instanceof Cursor.Parsed.Ok(Cursor cursor) && cursor.isOf(logId)
        ? List.of(cursor.seq())
        : List.of();
  }
}
