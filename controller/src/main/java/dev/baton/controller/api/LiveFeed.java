package dev.baton.controller.api;

import dev.baton.controller.projection.Projector;
import dev.baton.events.json.Times;
import dev.baton.events.log.StoredRecord;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Server-sent events: what happens, as it is recorded. A reader is a position in the log and
 * nothing else, so a slow one costs no memory: it is fed when its connection drains.
 */
final class LiveFeed {
  private static final long HEARTBEAT_MILLIS = 15_000;
  private static final int CHUNK_COUNT = 200;

  /** A connection that took nothing for so long is given up; its client resumes by cursor. */
  private static final long STUCK_NANOS = 60_000_000_000L;

  private final Projector projector;
  private final LogPages pages;
  private final Envelopes envelopes;
  private final LongSupplier wallClock;
  private final String controller;
  private final Set<Reader> readers = new HashSet<>();

  LiveFeed(Projector projector, LogPages pages, Envelopes envelopes, LongSupplier wallClock) {
    this.projector = projector;
    this.pages = pages;
    this.envelopes = envelopes;
    this.wallClock = wallClock;
    this.controller = envelopes.controller();
  }

  void start(Vertx vertx) {
    projector.watch(() -> List.copyOf(readers).forEach(this::feed));
    vertx.setPeriodic(HEARTBEAT_MILLIS, ignored -> heartbeat());
  }

  /** One connection. */
  private static final class Reader {
    private final HttpServerResponse response;
    private final EventFilter filter;
    private long nextSeq;
    private boolean isLoading;
    private long fullSinceNanos;

    Reader(HttpServerResponse response, EventFilter filter, long nextSeq) {
      this.response = response;
      this.filter = filter;
      this.nextSeq = nextSeq;
    }
  }

  void open(RoutingContext request) {
    var query = new Query(request);
    var types = EventFilter.types(query.text("types"));
    var resumed = request.request().getHeader("Last-Event-ID");
    var cursor = resumed == null || resumed.isEmpty() ? query.text("after") : resumed;
    long asOfSeq = projector.image().asOfSeq();
    var response = request.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    var start = cursor.isEmpty() ? List.of(asOfSeq) : envelopes.seqOf(cursor);
    if (start.isEmpty() || start.getFirst() > asOfSeq) {
      response.end("retry: 3000\nevent: reset\ndata: {}\n\n");
      return;
    }
    var filter = new EventFilter(types, "", "");
    var reader = new Reader(response, filter, start.getFirst() + 1);
    readers.add(reader);
    response.closeHandler(ignored -> readers.remove(reader));
    response.exceptionHandler(ignored -> readers.remove(reader));
    response.drainHandler(ignored -> feed(reader));
    response.write("retry: 3000\n" + message("hello", hello(asOfSeq)));
    feed(reader);
  }

  /** Ends all connections. */
  void close() {
    List.copyOf(readers).forEach(reader -> reader.response.end());
    readers.clear();
  }

  private JsonObject hello(long asOfSeq) {
    return new JsonObject()
        .put("asOfSeq", asOfSeq)
        .put("asOfCursor", envelopes.cursor(asOfSeq))
        .put("controller", controller)
        .put("now", Times.text(wallClock.getAsLong()));
  }

  private void feed(Reader reader) {
    if (reader.isLoading || !readers.contains(reader)) {
      return;
    }
    if (reader.response.writeQueueFull() || reader.nextSeq > projector.image().asOfSeq()) {
      return;
    }
    reader.isLoading = true;
    pages
        .from(reader.nextSeq, CHUNK_COUNT)
        .onComplete(read -> {
          reader.isLoading = false;
          if (read.failed()) {
            drop(reader);
          } else {
            write(reader, read.result());
            feed(reader);
          }
        });
  }

  private void write(Reader reader, List<StoredRecord> records) {
    var text = new StringBuilder();
    for (StoredRecord stored : records) {
      reader.nextSeq = stored.recorded().seq() + 1;
      if (reader.filter.accepts(stored.recorded())) {
        text.append("id: ").append(envelopes.cursor(stored.recorded().seq())).append('\n');
        text.append(message("event", envelopes.json(stored)));
      }
    }
    if (!text.isEmpty() && readers.contains(reader)) {
      reader.response.write(text.toString());
    }
  }

  private void heartbeat() {
    long now = System.nanoTime();
    var beat =
        message(
            "heartbeat",
            new JsonObject()
                .put("now", Times.text(wallClock.getAsLong()))
                .put("asOfSeq", projector.image().asOfSeq()));
    for (Reader reader : new ArrayList<>(readers)) {
      if (!reader.response.writeQueueFull()) {
        reader.fullSinceNanos = 0;
        reader.response.write(beat);
      } else if (reader.fullSinceNanos == 0) {
        reader.fullSinceNanos = now;
      } else if (now - reader.fullSinceNanos > STUCK_NANOS) {
        drop(reader);
      }
    }
  }

  private void drop(Reader reader) {
    readers.remove(reader);
    reader.response.reset();
  }

  private static String message(String event, JsonObject json) {
    return "event: " + event + "\ndata: " + json.encode() + "\n\n";
  }
}
