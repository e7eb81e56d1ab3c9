package dev.baton.controller.projection;

import dev.baton.controller.drain.Drains;
import dev.baton.controller.fleet.Fleet;
import dev.baton.events.Recorded;
import java.util.List;

/** All that is known at one position of the log. */
public record Image(Fleet fleet, Drains drains) {
  /** Before the first event. */
  public static final Image EMPTY = new Image(Fleet.EMPTY, Drains.EMPTY);

  /** The newest event in it. */
  public long asOfSeq() {
    return fleet.asOfSeq();
  }

  /** The same at that time, with what was told of it since. */
  Image knownBy(Fleet today, long nanos) {
    return new Image(fleet.knownBy(today, nanos), drains);
  }

  /** The image after those events. */
  Image apply(List<Recorded> batch) {
    var later = drains;
    for (Recorded recorded : batch) {
      later = later.apply(recorded);
    }
    return new Image(fleet.apply(batch), later);
  }
}
