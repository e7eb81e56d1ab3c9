package dev.baton.controller.api;

import dev.baton.controller.projection.CommitTimes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How long the disk took for the log's group commits, as JSON. */
final class CommitJson {
  private static final double NANOS_PER_MILLI = 1e6;

  private CommitJson() {}

  static JsonObject of(CommitTimes.Seen seen) {
    var limits = CommitTimes.LIMITS_MILLIS;
    var within = new JsonArray();
    long count = 0;
    for (int place = 0; place < limits.size(); place++) {
      count += seen.counts().get(place);
      within.add(new JsonObject().put("ms", limits.get(place)).put("count", count));
    }
    return new JsonObject()
        .put("count", seen.count())
        .put("totalMs", seen.totalNanos() / NANOS_PER_MILLI)
        .put("largestMs", seen.largestNanos() / NANOS_PER_MILLI)
        .put("within", within);
  }
}
