package dev.baton.controller.projection;

import dev.baton.events.log.StoredRecord;
import java.util.ArrayList;
import java.util.List;

/** The newest records, so that live readers need not go to the disk. */
public final class Window {
  static final int KEPT_COUNT = 4_096;

  private final ArrayList<StoredRecord> records = new ArrayList<>();
  private long firstSeq = 1;
  private long passedOverSeq;

  /**
   * Says how far the log reaches already: what would leave the window before that is not kept.
   * Otherwise each record of a long log would live just long enough to be moved by the collector.
   */
  void expect(long lastSeq) {
    passedOverSeq = lastSeq - KEPT_COUNT;
  }

  void add(StoredRecord stored) {
    if (records.isEmpty()) {
      firstSeq = stored.recorded().seq();
    }
    if (stored.recorded().seq() <= passedOverSeq) {
      firstSeq = stored.recorded().seq() + 1;
      return;
    }
    records.add(stored);
    if (records.size() >= 2 * KEPT_COUNT) {
      records.subList(0, KEPT_COUNT).clear();
      firstSeq += KEPT_COUNT;
    }
  }

  /** The number of the oldest that is here. */
  public long firstSeq() {
    return firstSeq;
  }

  /** At most so many records from that number on; it must not be older than the oldest here. */
  public List<StoredRecord> from(long seq, int limit) {
    if (seq < firstSeq) {
      throw new IllegalArgumentException(seq + " is older than " + firstSeq);
    }
    int start = (int) Math.min(seq - firstSeq, records.size());
    return List.copyOf(records.subList(start, Math.min(start + limit, records.size())));
  }
}
