package dev.baton.controller.projection;

import dev.baton.controller.Story;
import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord;
import java.util.List;

/** A log that holds what a {@link Story} told, and is only read. */
public record ToldLog(List<Recorded> events) implements EventLog {
  private static final StoredRecord.Bytes NO_BYTES = StoredRecord.Bytes.copyOf(new byte[0]);

  @Override
  public NodeName node() {
    return new NodeName("controller");
  }

  @Override
  public LogId logId() {
    return new LogId(1, 1);
  }

  @Override
  public long lastSeq() {
    return events.size();
  }

  @Override
  public Sha256 lastHash() {
    return Sha256.ZERO;
  }

  @Override
  public Recorded append(Draft draft) {
    throw new AssertionError("is only read");
  }

  @Override
  public Recorded appendRelayed(byte[] foreignRecord, long recordedAtNanos) {
    throw new AssertionError("is only read");
  }

  @Override
  public void sync() {}

  @Override
  public EventReader reader(long fromSeq) {
    return new Reader(fromSeq);
  }

  @Override
  public void close() {}

  private final class Reader implements EventReader {
    private long next;

    Reader(long fromSeq) {
      this.next = fromSeq;
    }

    @Override
    public Read next() {
      if (next > events.size()) {
        return new Read.End();
      }
      next++;
      return new Read.Found(new StoredRecord(events.get((int) next - 2), NO_BYTES));
    }

    @Override
    public void close() {}
  }
}
