package dev.baton.events.testkit;

import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Writer;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.log.StoredRecord.Bytes;
import java.util.ArrayList;
import java.util.List;

/** A log that is gone with the process; it holds encoded records, as a real one does. */
public final class InMemoryEventLog implements EventLog {
  private final Writer writer;
  private final List<StoredRecord> records = new ArrayList<>();
  private Sha256 lastHash = Sha256.ZERO;
  private long syncedSeq;
  private boolean isClosed;

  /** An empty log. */
  public InMemoryEventLog(NodeName node, LogId logId, String bootId, long epoch) {
    this.writer = new Writer(node, logId, bootId, epoch);
  }

  @Override
  public NodeName node() {
    return writer.node();
  }

  @Override
  public LogId logId() {
    return writer.logId();
  }

  @Override
  public synchronized long lastSeq() {
    return records.size();
  }

  @Override
  public synchronized Sha256 lastHash() {
    return lastHash;
  }

  /** The number of the newest record that was there at the last {@link #sync}. */
  public synchronized long syncedSeq() {
    return syncedSeq;
  }

  @Override
  public synchronized Recorded append(Draft draft) {
    return keep(RecordCodec.encode(writer, lastSeq() + 1, lastHash, draft));
  }

  @Override
  public synchronized Recorded appendRelayed(byte[] foreignRecord, long recordedAtNanos) {
    RecordCodec.requireSound(foreignRecord);
    return keep(
        RecordCodec.encodeRelayed(writer, lastSeq() + 1, lastHash, foreignRecord, recordedAtNanos));
  }

  @Override
  public synchronized void sync() {
    requireOpen();
    syncedSeq = lastSeq();
  }

  @Override
  public EventReader reader(long fromSeq) {
    if (fromSeq < 1) {
      throw new IllegalArgumentException("records are numbered from 1, not " + fromSeq);
    }
    return new Reader(fromSeq);
  }

  @Override
  public synchronized void close() {
    isClosed = true;
  }

  private Recorded keep(byte[] record) {
    requireOpen();
    return switch (RecordCodec.decode(record)) {
      case Decoded.Ok ok -> {
        records.add(new StoredRecord(ok.recorded(), Bytes.copyOf(ok.original().of(record))));
        lastHash = Sha256.of(record);
        yield ok.recorded();
      }
      case Decoded.Rejected rejected ->
          throw new IllegalStateException("just encoded, yet " + rejected + ": this is a bug");
    };
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("the log is closed");
    }
  }

  private final class Reader implements EventReader {
    private long nextSeq;

    Reader(long fromSeq) {
      this.nextSeq = fromSeq;
    }

    @Override
    public Read next() {
      synchronized (InMemoryEventLog.this) {
        return nextSeq > records.size()
            ? new Read.End()
            : new Read.Found(records.get((int) nextSeq++ - 1));
      }
    }

    @Override
    public void close() {}
  }
}
