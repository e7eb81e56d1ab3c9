package dev.baton.controller;

import dev.baton.controller.drain.DrainDecider;
import dev.baton.controller.drain.DrainTimer;
import dev.baton.controller.drain.Moment;
import dev.baton.controller.projection.Image;
import dev.baton.controller.projection.LogThread;
import dev.baton.controller.projection.Projector;
import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Subject;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiFunction;

/**
 * The one owner of decisions. One decision at a time: it is made on an image that holds the one
 * before it, appended, and folded; then the next. Belongs to the controller's event loop.
 */
public final class Decisions {
  private static final long TIMER_MILLIS = 100;
  private static final long ALIVE_MILLIS = 10_000;

  private final Projector projector;
  private final LogThread log;
  private final DrainDecider decider;
  private final Queue<Wish> wishes = new ArrayDeque<>();
  private boolean isDeciding;

  private record Wish(BiFunction<Image, Moment, List<Draft>> decide, Promise<Void> done) {}

  Decisions(Projector projector, LogThread log, DrainDecider decider) {
    this.projector = projector;
    this.log = log;
    this.decider = decider;
  }

  void start(Vertx vertx) {
    projector.watch(this::next);
    vertx.setPeriodic(TIMER_MILLIS, ignored -> next());
    vertx.setPeriodic(ALIVE_MILLIS, ignored -> say(new ControllerEvent.Alive()));
    next();
  }

  /** Decides on an operator's wish; succeeds when what follows is durable and in the image. */
  public Future<Void> submit(BiFunction<Image, Moment, List<Draft>> wish) {
    Promise<Void> done = Promise.promise();
    wishes.add(new Wish(wish, done));
    next();
    return done.future();
  }

  /** Writes down something that the controller saw. */
  public void say(Event event) {
    var now = now();
    log.append(List.of(Draft.of(now.wallNanos(), now.monotonicNanos(), Subject.NODE, event)));
  }

  static Moment now() {
    return new Moment(WallClock.nanos(), System.nanoTime());
  }

  private void next() {
    if (isDeciding) {
      return;
    }
    var wish = wishes.poll();
    if (wish != null) {
      decide(wish);
      return;
    }
    var drafts = whatFollows();
    if (!drafts.isEmpty()) {
      isDeciding = true;
      log.append(drafts).onComplete(this::decided);
    }
  }

  private void decide(Wish wish) {
    isDeciding = true;
    Future.<Void>future(promise -> promise.complete())
        .compose(ignored -> log.append(wish.decide().apply(projector.image(), now())))
        .onComplete(this::decided)
        .onComplete(wish.done());
  }

  private List<Draft> whatFollows() {
    var image = projector.image();
    var now = now();
    var drafts = new ArrayList<>(decider.next(image.fleet(), image.drains(), now));
    for (DrainTimer timer : decider.timers(image.drains())) {
      if (now.wallNanos() - timer.dueAtNanos() >= 0) {
        drafts.add(decider.fired(timer, now));
      }
    }
    return drafts;
  }

  /** A log that fails ends the controller; until then the timer tries again. */
  private void decided(AsyncResult<Void> appended) {
    isDeciding = false;
    if (appended.succeeded()) {
      next();
    }
  }
}
