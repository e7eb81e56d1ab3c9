package dev.baton.agent.journal;

import dev.baton.events.Draft;
import dev.baton.events.Envelope;
import dev.baton.events.EventId;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.log.EventLog;

/** Events for which the log had no room: whoever listens still hears of them. */
final class Unwritten {
  private Unwritten() {}

  /** As it would be if it stood in the log, so many after its last. */
  static Recorded of(Draft draft, EventLog log, long after) {
    long seq = log.lastSeq() + after;
    var envelope =
        new Envelope(
            new EventId(log.node(), log.logId(), seq),
            "",
            draft.wallNanos(),
            draft.monotonicNanos(),
            draft.subject(),
            draft.actor(),
            draft.causation(),
            draft.correlationId(),
            draft.sourceSeq());
    return new Recorded(seq, 0, draft.wallNanos(), envelope, draft.event(), Sha256.ZERO);
  }
}
