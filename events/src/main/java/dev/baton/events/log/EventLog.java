package dev.baton.events.log;

import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;

/**
 * An append-only, hash-chained log with one writer. All methods but {@link #reader} belong to the
 * writer's thread.
 */
public interface EventLog extends AutoCloseable {
  /** Whose log this is. */
  NodeName node();

  /** Which log this is. */
  LogId logId();

  /** The number of the newest record, 0 when there is none. */
  long lastSeq();

  /** The digest of the newest record, zero when there is none. */
  Sha256 lastHash();

  /** Gives the event its identity and appends it; in the page cache when this returns. */
  Recorded append(Draft draft);

  /**
   * Appends another log's record, byte for byte, inside a record of this one.
   *
   * @throws IllegalArgumentException if the bytes are no sound record
   */
  Recorded appendRelayed(byte[] foreignRecord, long recordedAtNanos);

  /** As {@link #append}, with the record's bytes as they stand in the log. */
  default StoredRecord store(Draft draft) {
    long seq = append(draft).seq();
    try (var reader = reader(seq)) {
      if (reader.next() instanceof EventReader.Read.Found(var stored)) {
        return stored;
      }
      throw new IllegalStateException("record " + seq + " was just appended: this is a bug");
    }
  }

  /**
   * As {@link #appendRelayed}, for a record whose bytes were decoded already and are not looked at
   * again.
   */
  default StoredRecord storeRelayed(StoredRecord foreign, long recordedAtNanos) {
    var recorded = appendRelayed(foreign.original().toArray(), recordedAtNanos);
    return new StoredRecord(recorded, foreign.original());
  }

  /** Returns when everything appended before is on the disk. */
  void sync();

  /**
   * Another's disk holds the records up to there, as it says itself; it may say less than before.
   * Noted for whoever looks at the log, as far as it can be.
   */
  default void acknowledged(long seq) {}

  /** A reader that begins with the record of that number; for a thread of its own. */
  EventReader reader(long fromSeq);

  @Override
  void close();
}
