package dev.baton.controller.api;

import dev.baton.controller.fleet.Ledger;
import dev.baton.controller.projection.At;
import dev.baton.controller.projection.Image;
import dev.baton.controller.projection.Past;
import dev.baton.controller.projection.Projector;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;

/** What a request looks at: the newest image, or an earlier one that its {@code at} names. */
final class Views {
  private final Projector projector;
  private final Past past;
  private final LongSupplier wallClock;
  private View newest;

  /**
   * An image, and the ledger in it.
   *
   * @param nanos what time it is there, by the controller's clock
   */
  record View(Image image, Ledger ledger, long nanos) {
    static View of(Image image, Ledger before, long nanos) {
      return new View(image, before.after(image.fleet(), image.drains()), nanos);
    }

    FleetJson json() {
      return new FleetJson(image, ledger, nanos);
    }
  }

  Views(Projector projector, Past past, LongSupplier wallClock) {
    this.projector = projector;
    this.past = past;
    this.wallClock = wallClock;
    this.newest = View.of(projector.image(), Ledger.EMPTY, 0);
  }

  /** What it looks at; the answer names the newest event in it. */
  Future<View> of(RoutingContext request) {
    var text = new Query(request).text("at");
    var now = wallClock.getAsLong();
    var at = Moments.parse(text, projector.image().asOfSeq(), now);
    return past.at(at)
        .map(image ->
            switch (at) {
              case At.Now _ -> newest(image, now);
              case At.Seq _ -> View.of(image, Ledger.EMPTY, image.fleet().asOfNanos());
              case At.Time time -> View.of(image, Ledger.EMPTY, time.wallNanos());
            })
        .onSuccess(view ->
            request.response().putHeader("X-As-Of-Seq", Long.toString(view.image().asOfSeq())));
  }

  /** The ledger is made once for each image. */
  private View newest(Image image, long now) {
    newest =
        newest.image().asOfSeq() == image.asOfSeq()
            ? new View(image, newest.ledger(), now)
            : View.of(image, newest.ledger(), now);
    return newest;
  }
}
