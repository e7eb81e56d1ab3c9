package dev.baton.controller.api;

import dev.baton.controller.fleet.Ledger;
import dev.baton.controller.projection.At;
import dev.baton.controller.projection.Image;
import dev.baton.controller.projection.Past;
import dev.baton.controller.projection.Projector;
import dev.baton.controller.projection.Seen;
import dev.baton.events.Recorded;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** What a request looks at: the newest image, or an earlier one that its {@code at} names. */
final class Views {
  private final Projector projector;
  private final Past past;
  private final LongSupplier wallClock;

  /**
   * What is seen.
   *
   * @param nanos what time it is there, by the controller's clock
   * @param events which events had happened there
   */
  record View(Seen seen, long nanos, Predicate<Recorded> events) {
    Image image() {
      return seen.image();
    }

    Ledger ledger() {
      return seen.ledger();
    }

    FleetJson json() {
      return new FleetJson(image(), ledger(), nanos);
    }
  }

  Views(Projector projector, Past past, LongSupplier wallClock) {
    this.projector = projector;
    this.past = past;
    this.wallClock = wallClock;
  }

  /** What it looks at; the answer names the newest event in it. */
  Future<View> of(RoutingContext request) {
    var now = wallClock.getAsLong();
    var at = Moments.parse(new Query(request).text("at"), projector.image().asOfSeq(), now);
    return past.at(at)
        .map(seen -> new View(seen, nanos(at, seen.image(), now), past.events(at)))
        .onSuccess(view ->
            request.response().putHeader("X-As-Of-Seq", Long.toString(view.image().asOfSeq())));
  }

  private static long nanos(At at, Image image, long now) {
    return switch (at) {
      case At.Now _ -> now;
      case At.Seq _ -> image.fleet().asOfNanos();
      case At.Time time -> time.wallNanos();
    };
  }
}
