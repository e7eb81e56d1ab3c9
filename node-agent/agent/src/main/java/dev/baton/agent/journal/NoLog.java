package dev.baton.agent.journal;

import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.LogFailedException;

/** Stands for a log that cannot be opened yet, because its disk is full. */
public record NoLog(NodeName node) implements EventLog {
  @Override
  public LogId logId() {
    return new LogId(0, 0);
  }

  @Override
  public long lastSeq() {
    return 0;
  }

  @Override
  public Sha256 lastHash() {
    return Sha256.ZERO;
  }

  @Override
  public Recorded append(Draft draft) {
    throw failed();
  }

  @Override
  public Recorded appendRelayed(byte[] foreignRecord, long recordedAtNanos) {
    throw failed();
  }

  @Override
  public void sync() {}

  @Override
  public EventReader reader(long fromSeq) {
    return new EventReader() {
      @Override
      public Read next() {
        return new Read.End();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}

  private static LogFailedException failed() {
    return new LogFailedException("the log is not open", new IllegalStateException("no room"));
  }
}
