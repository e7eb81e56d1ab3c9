package dev.baton.controller.api;

import dev.baton.controller.drain.Moment;
import dev.baton.controller.projection.Image;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;

/** How the API changes anything: by a decision of the one who owns decisions. */
public interface Writes {
  /** Decides; succeeds when what follows is durable and in the image. */
  Future<Void> submit(BiFunction<Image, Moment, List<Draft>> wish);

  /** Writes down something that was seen. */
  void say(Event event);
}
