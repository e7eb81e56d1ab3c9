package dev.baton.controller.projection;

import dev.baton.controller.fleet.Ledger;
import dev.baton.controller.projection.Milestones.Milestone;
import dev.baton.controller.projection.Stretches.Stretch;
import dev.baton.events.Recorded;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks back: folds a part of the log again, from the nearest image that is at hand.
 *
 * <pre>
 *   milestone ─► records up to N in the log's order              ─► what was known (At.Seq)
 *   milestone ─► records, also later ones, that happened until T ─► what was so (At.Time)
 * </pre>
 *
 * One look at a time, on a thread of its own. Belongs to the controller's event loop.
 */
public final class Past {
  private static final int BATCH_COUNT = 1_024;
  private static final int KEPT_COUNT = 16;

  private final EventLog log;
  private final Projector projector;
  private final WorkerExecutor worker;
  private final Map<Look, Future<Seen>> looks =
      new LinkedHashMap<>(KEPT_COUNT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Future<Seen>> eldest) {
          return size() > KEPT_COUNT;
        }
      };

  /** What was asked for, and how much was known then. */
  private record Look(At at, long knownSeq) {}

  /** Looks into that log, which the projector folds. */
  public Past(Vertx vertx, EventLog log, Projector projector) {
    this.log = log;
    this.projector = projector;
    this.worker = vertx.createSharedWorkerExecutor("baton-past", 1);
  }

  /** What is seen from there. */
  public Future<Seen> at(At at) {
    return switch (at) {
      case At.Now _ -> Future.succeededFuture(projector.seen());
      case At.Seq seq -> look(new Look(at, 0), () -> upTo(seq.seq()));
      case At.Time time ->
          look(new Look(at, projector.image().asOfSeq()), () -> until(time.wallNanos()));
    };
  }

  /** Which events had happened there. */
  public Predicate<Recorded> events(At at) {
    var times = projector.times();
    return switch (at) {
      case At.Now _ -> recorded -> true;
      case At.Seq seq -> recorded -> recorded.seq() <= seq.seq();
      case At.Time time -> recorded -> times.of(recorded) <= time.wallNanos();
    };
  }

  private Future<Seen> look(Look look, Supplier<Callable<Image>> way) {
    var known = looks.get(look);
    if (known != null && !known.failed()) {
      return known;
    }
    var image = way.get();
    var seen =
        worker
            .executeBlocking(() -> Seen.of(image.call(), Ledger.EMPTY))
            .map(Objects::requireNonNull);
    looks.put(look, seen);
    return seen;
  }

  private Callable<Image> upTo(long seq) {
    var start = start(milestone -> milestone.asOfSeq() <= seq);
    return () -> {
      var image = start.image().get();
      var rest = new Stretch(image.asOfSeq() + 1, seq);
      return fold(image, List.of(rest), recorded -> true);
    };
  }

  private Callable<Image> until(long nanos) {
    var times = projector.times();
    var today = projector.image();
    var start = start(milestone -> milestone.newestNanos() <= nanos);
    var all = projector.stretches().between(0, today.asOfSeq(), times.reach(nanos));
    var behind =
        projector.stretches().between(start.asOfSeq(), today.asOfSeq(), times.reach(nanos));
    return () -> {
      var image = start.image().get();
      var stretches = image.asOfSeq() == start.asOfSeq() ? behind : all;
      return fold(image, stretches, recorded -> times.of(recorded) <= nanos)
          .knownBy(today.fleet(), nanos);
    };
  }

  private Milestone start(Predicate<Milestone> isBefore) {
    var best = Milestone.START;
    for (Milestone each : projector.milestones()) {
      best = isBefore.test(each) ? each : best;
    }
    return best;
  }

  private Image fold(Image start, List<Stretch> stretches, Predicate<Recorded> counts) {
    var image = start;
    for (Stretch stretch : stretches) {
      try (EventReader reader = log.reader(stretch.firstSeq())) {
        long next = stretch.firstSeq();
        while (next <= stretch.lastSeq()) {
          var batch = LogThread.read(reader, Math.min(BATCH_COUNT, stretch.lastSeq() - next + 1));
          if (batch.isEmpty()) {
            throw new IllegalStateException(
                "record " + next + " of the log is missing; look with: baton log verify");
          }
          next += batch.size();
          image = image.apply(batch.stream().map(StoredRecord::recorded).filter(counts).toList());
        }
      }
    }
    return image;
  }
}
