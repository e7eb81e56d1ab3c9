package dev.baton.controller.api;

import dev.baton.controller.projection.Projector;
import dev.baton.events.Recorded;
import dev.baton.events.log.StoredRecord;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The events themselves, page by page. */
final class EventResource {
  private static final int CHUNK_COUNT = 1_000;

  /** A search reads so far and then lets the client ask on. */
  private static final int MAX_CHUNKS = 50;

  private final Projector projector;
  private final Views views;
  private final LogPages pages;
  private final Envelopes envelopes;

  EventResource(Projector projector, Views views, LogPages pages, Envelopes envelopes) {
    this.projector = projector;
    this.views = views;
    this.pages = pages;
    this.envelopes = envelopes;
  }

  /** A walk through the log in one direction, up to a number of matches. */
  private static final class Walk {
    private final Predicate<Recorded> filter;
    private final boolean isAscending;
    private final int limit;
    private final long floorSeq;
    private final long ceilingSeq;
    private final List<StoredRecord> found = new ArrayList<>();
    private long position;
    private int chunks;

    Walk(
        Predicate<Recorded> filter,
        boolean isAscending,
        int limit,
        long floorSeq,
        long ceilingSeq) {
      this.filter = filter;
      this.isAscending = isAscending;
      this.limit = limit;
      this.floorSeq = floorSeq;
      this.ceilingSeq = ceilingSeq;
      this.position = isAscending ? floorSeq : ceilingSeq;
    }

    boolean isAtEnd() {
      return isAscending ? position > ceilingSeq : position < floorSeq;
    }

    boolean isOver() {
      return isAtEnd() || found.size() >= limit || chunks >= MAX_CHUNKS;
    }

    long chunkStart() {
      return isAscending ? position : Math.max(floorSeq, position - CHUNK_COUNT + 1);
    }

    int chunkCount() {
      long last = isAscending ? Math.min(ceilingSeq, position + CHUNK_COUNT - 1) : position;
      return (int) (last - chunkStart() + 1);
    }

    void take(List<StoredRecord> chunk) {
      chunks++;
      var ordered = isAscending ? chunk : chunk.reversed();
      for (StoredRecord stored : ordered) {
        if (found.size() >= limit) {
          return;
        }
        position = stored.recorded().seq() + (isAscending ? 1 : -1);
        if (filter.test(stored.recorded())) {
          found.add(stored);
        }
      }
      if (chunk.isEmpty()) {
        position = isAscending ? ceilingSeq + 1 : floorSeq - 1;
      }
    }
  }

  Future<JsonObject> list(RoutingContext request) {
    var query = new Query(request);
    var isAscending = query.oneOf("order", "asc", "desc").equals("asc");
    long floor = query.cursor("after", envelopes) + 1;
    long before = query.cursor("before", envelopes);
    int limit = query.limit(100, 1_000);
    var filter =
        new EventFilter(
            EventFilter.types(query.text("type")), query.text("node"), query.text("vr"));
    return views
        .of(request)
        .compose(view -> {
          long asOfSeq = view.image().asOfSeq();
          long ceiling = before == 0 ? asOfSeq : Math.min(asOfSeq, before - 1);
          var walk =
              new Walk(view.events().and(filter::accepts), isAscending, limit, floor, ceiling);
          return walk(walk).map(ignored -> page(walk, asOfSeq));
        });
  }

  Future<JsonObject> one(RoutingContext request) {
    long seq = Query.number("seq", Query.path(request, "seq"));
    if (seq < 1 || seq > projector.image().asOfSeq()) {
      throw Problem.notFound("event", Long.toString(seq));
    }
    return pages.from(seq, 1).map(records -> envelopes.json(records.getFirst()));
  }

  private Future<Void> walk(Walk walk) {
    if (walk.isOver()) {
      return Future.succeededFuture();
    }
    return pages
        .from(walk.chunkStart(), walk.chunkCount())
        .compose(chunk -> {
          walk.take(chunk);
          return walk(walk);
        });
  }

  private JsonObject page(Walk walk, long asOfSeq) {
    var items = new JsonArray();
    walk.found.forEach(stored -> items.add(envelopes.json(stored)));
    var page = new JsonObject().put("items", items);
    long last = walk.position + (walk.isAscending ? -1 : 1);
    return page.put("next", walk.isAtEnd() ? null : envelopes.cursor(last))
        .put(
            "prev",
            walk.found.isEmpty() ? null : envelopes.cursor(walk.found.getFirst().recorded().seq()))
        .put("asOfSeq", asOfSeq)
        .put("asOfCursor", envelopes.cursor(asOfSeq));
  }
}
