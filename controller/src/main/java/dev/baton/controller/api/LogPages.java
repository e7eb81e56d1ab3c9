package dev.baton.controller.api;

import dev.baton.controller.projection.Window;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Stretches of the log: the newest from memory, older ones from the disk on a worker thread. */
final class LogPages {
  private final Vertx vertx;
  private final EventLog log;
  private final Window window;

  LogPages(Vertx vertx, EventLog log, Window window) {
    this.vertx = vertx;
    this.log = log;
    this.window = window;
  }

  /** At most so many records, from that number on. */
  Future<List<StoredRecord>> from(long seq, int limit) {
    long first = Math.max(1, seq);
    if (first >= window.firstSeq()) {
      return Future.succeededFuture(window.from(first, limit));
    }
    return vertx.executeBlocking(() -> read(first, limit), false).map(Objects::requireNonNull);
  }

  private List<StoredRecord> read(long seq, int limit) {
    var records = new ArrayList<StoredRecord>();
    try (EventReader reader = log.reader(seq)) {
      while (records.size() < limit && reader.next() instanceof EventReader.Read.Found found) {
        records.add(found.stored());
      }
    }
    return records;
  }
}
