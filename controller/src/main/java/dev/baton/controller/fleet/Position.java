package dev.baton.controller.fleet;

import dev.baton.events.EventId;
import dev.baton.events.LogId;

/** Where in a node's story a fact stands. Comparable through the node's {@link Logs}. */
public record Position(LogId logId, long nodeSeq) {
  /** Before everything. */
  static final Position NOWHERE = new Position(new LogId(0, 0), 0);

  static Position of(EventId id) {
    return new Position(id.logId(), id.nodeSeq());
  }
}
