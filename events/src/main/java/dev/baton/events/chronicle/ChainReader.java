package dev.baton.events.chronicle;

import dev.baton.events.Sha256;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord.Bytes;

/** A reader that also tells where it is in the chain of the log itself. */
public interface ChainReader extends EventReader {
  /** The number of the last record read, also if it lies before the one that was asked for. */
  long lastSeq();

  /** That record's bytes as they stand in this log. */
  Bytes lastRecord();

  /** The digest of that record as it stands in this log. */
  Sha256 lastHash();
}
