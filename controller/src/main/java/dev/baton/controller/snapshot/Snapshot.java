package dev.baton.controller.snapshot;

import dev.baton.controller.ingest.HeldRecords;
import dev.baton.controller.projection.Projector;
import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import dev.baton.events.log.StoredRecord;

/** What the controller knew when it had read one record of its log. */
record Snapshot(Origin origin, Projector.Known known, HeldRecords.Kept held) {
  /**
   * The record, as it can be told from any other that could stand at its place.
   *
   * @param hash of the record in the log that it was first written to
   */
  record Origin(LogId log, long seq, long epoch, long recordedAtNanos, Sha256 hash) {
    static Origin of(LogId log, StoredRecord stored) {
      var recorded = stored.recorded();
      return new Origin(
          log, recorded.seq(), recorded.epoch(), recorded.recordedAtNanos(), stored.hash());
    }
  }
}
