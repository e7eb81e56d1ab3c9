package dev.baton.controller.api;

import dev.baton.controller.fleet.Ledger;
import dev.baton.controller.projection.At;
import dev.baton.controller.projection.Image;
import dev.baton.controller.projection.Past;
import dev.baton.controller.projection.Projector;
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
  private Ledger ledger = Ledger.EMPTY;
  private long ledgerSeq;

  /**
   * An image, and the ledger in it.
   *
   * @param nanos what time it is there, by the controller's clock
   * @param events which events had happened there
   */
  record View(Image image, Ledger ledger, long nanos, Predicate<Recorded> events) {
    FleetJson json() {
      return new FleetJson(image, ledger, nanos);
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
        .map(image -> view(at, image, now))
        .onSuccess(view ->
            request.response().putHeader("X-As-Of-Seq", Long.toString(view.image().asOfSeq())));
  }

  private View view(At at, Image image, long now) {
    var ledger = ledger(at, image);
    return switch (at) {
      case At.Now _ -> new View(image, ledger, now, past.events(at));
      case At.Seq _ -> new View(image, ledger, image.fleet().asOfNanos(), past.events(at));
      case At.Time time -> new View(image, ledger, time.wallNanos(), past.events(at));
    };
  }

  /** The newest one is kept, so that the next is made from it. */
  private Ledger ledger(At at, Image image) {
    if (!(at instanceof At.Now)) {
      return Ledger.EMPTY.after(image.fleet(), image.drains());
    }
    if (ledgerSeq != image.asOfSeq()) {
      ledger = ledger.after(image.fleet(), image.drains());
      ledgerSeq = image.asOfSeq();
    }
    return ledger;
  }
}
