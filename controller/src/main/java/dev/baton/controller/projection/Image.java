package dev.baton.controller.projection;

import dev.baton.controller.drain.Drains;
import dev.baton.controller.fleet.Fleet;
import dev.baton.events.Recorded;

/** All that is known at one position of the log. */
public record Image(Fleet fleet, Drains drains) {
  static final Image EMPTY = new Image(Fleet.EMPTY, Drains.EMPTY);

  /** The newest event in it. */
  public long asOfSeq() {
    return fleet.asOfSeq();
  }

  Image apply(Recorded recorded) {
    return new Image(fleet.apply(recorded), drains.apply(recorded));
  }
}
