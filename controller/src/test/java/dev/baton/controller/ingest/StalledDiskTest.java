package dev.baton.controller.ingest;

import static dev.baton.controller.Cluster.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.controller.Cluster;
import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.log.StoredRecord.Bytes;
import dev.baton.events.uplink.Frame;
import dev.baton.events.uplink.FrameCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller whose disk stands still while an agent brings more than it takes. */
final class StalledDiskTest {
  private static final int MORE_THAN_IT_TAKES = 20_000;

  private final StallingLog log = new StallingLog(Cluster.emptyLog(), new Semaphore(1));
  private final Cluster cluster;

  StalledDiskTest(@TempDir Path directory) {
    this.cluster = Cluster.start(directory, log);
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  void whatItDoesNotTakeWaitsWithTheAgentAndComesLater() throws Exception {
    var agent = cluster.agent("a");
    for (int i = 0; i < MORE_THAN_IT_TAKES; i++) {
      agent.happens(new NodeEvent.ClockMeasured(i, 1));
    }
    agent.connect();
    agent.expect(Frame.Welcome.class);
    var all = agent.records(1);
    log.free.acquireUninterruptibly();
    var sending = CompletableFuture.runAsync(() -> inFrames(all).forEach(agent::send));
    until("it answers", () -> cluster.get("/api/v1/nodes").status() == 200);
    log.free.release();
    sending.get(2, TimeUnit.MINUTES);
    until("all is there", () -> log.lastSeq() > MORE_THAN_IT_TAKES);
    assertEquals(all.records(), heldOfAgent());
  }

  private static List<Frame> inFrames(Frame.Records all) {
    var frames = new ArrayList<Frame>();
    int from = 0;
    while (from < all.records().size()) {
      var rest = all.records().subList(from, all.records().size());
      int count = FrameCodec.fitting(rest);
      frames.add(new Frame.Records(all.logId(), all.firstSeq() + from, rest.subList(0, count)));
      from += count;
    }
    return frames;
  }

  private List<Bytes> heldOfAgent() {
    var records = new ArrayList<Bytes>();
    try (var reader = log.reader(1)) {
      while (reader.next() instanceof EventReader.Read.Found(var stored)) {
        if (stored.recorded().envelope().id().node().equals(new NodeName("a"))) {
          records.add(stored.original());
        }
      }
    }
    return records;
  }

  private record StallingLog(EventLog log, Semaphore free) implements EventLog {
    @Override
    public NodeName node() {
      return log.node();
    }

    @Override
    public LogId logId() {
      return log.logId();
    }

    @Override
    public long lastSeq() {
      return log.lastSeq();
    }

    @Override
    public Sha256 lastHash() {
      return log.lastHash();
    }

    @Override
    public Recorded append(Draft draft) {
      return log.append(draft);
    }

    @Override
    public Recorded appendRelayed(byte[] foreignRecord, long recordedAtNanos) {
      return log.appendRelayed(foreignRecord, recordedAtNanos);
    }

    @Override
    public StoredRecord storeRelayed(StoredRecord foreign, long recordedAtNanos) {
      return log.storeRelayed(foreign, recordedAtNanos);
    }

    @Override
    public void sync() {
      free.acquireUninterruptibly();
      free.release();
      log.sync();
    }

    @Override
    public EventReader reader(long fromSeq) {
      return log.reader(fromSeq);
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
