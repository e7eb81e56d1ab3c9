package dev.baton.events.log;

/** Reads a log in order, also while it is written. Belongs to one thread. */
public interface EventReader extends AutoCloseable {
  /** The next record, or why there is none. */
  Read next();

  @Override
  void close();

  /** What a read gives. */
  sealed interface Read {
    /** A sound record. */
    record Found(StoredRecord stored) implements Read {}

    /** Nothing more yet. */
    record End() implements Read {}

    /**
     * The log is damaged here; nothing behind can be trusted.
     *
     * @param atSeq the number that should have stood here
     */
    record Damaged(long atSeq, String reason) implements Read {}
  }
}
