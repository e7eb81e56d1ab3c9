package dev.baton.controller.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.LogFailedException;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.testkit.InMemoryEventLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log thread over a disk whose every sync waits until the test lets it through. */
class LogThreadTest {
  private final Vertx vertx = Vertx.vertx();
  private final SlowDisk log = new SlowDisk();
  private final List<Long> folded = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final LogThread thread =
      new LogThread(log, vertx.getOrCreateContext(), this::fold, failure::complete);

  @AfterEach
  void close() {
    log.letThrough(1_000);
    thread.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void fold(List<StoredRecord> records) {
    records.forEach(stored -> folded.add(stored.recorded().seq()));
  }

  @Test
  void nothingIsAcknowledgedOrFoldedBeforeItIsOnTheDisk() {
    var appended = append(2);
    log.awaitSync();
    assertEquals(2, log.lastSeq());
    assertFalse(appended.isComplete());
    assertEquals(List.of(), folded);
    log.letThrough(1);
    await(appended);
    assertEquals(List.of(1L, 2L), folded);
    assertEquals(2, log.syncedSeq());
  }

  @Test
  void whatComesDuringOneSyncIsOnTheDiskWithTheNext() {
    var first = append(1);
    log.awaitSync();
    var later = new ArrayList<Future<?>>();
    for (int i = 0; i < 50; i++) {
      later.add(append(1));
    }
    log.letThrough(2);
    await(first);
    await(Future.all(later));
    assertEquals(51, log.syncedSeq());
    assertTrue(log.syncs() <= 2, "syncs: " + log.syncs());
    assertEquals(log.syncs(), thread.commits().seen().count());
  }

  @Test
  void whoRelaysIsToldTheHeadThatHoldsIt() {
    log.letThrough(1);
    LogHead head = await(thread.relay(List.of(foreign()), 5));
    assertEquals(new LogHead(log.logId(), 1, log.lastHash()), head);
  }

  @Test
  void aFailingDiskAcknowledgesNothingAndIsTold() throws Exception {
    log.isBroken = true;
    log.letThrough(1);
    var appended = append(1);
    assertEquals("no disk", failure.get(2, TimeUnit.MINUTES).getMessage());
    assertFalse(appended.isComplete());
    thread.close();
    assertThrows(CompletionException.class, () -> await(append(1)));
  }

  private Future<Void> append(int count) {
    var drafts = new ArrayList<Draft>();
    for (int i = 0; i < count; i++) {
      drafts.add(Draft.of(1, 1, Subject.NODE, new ControllerEvent.Alive()));
    }
    return thread.append(drafts);
  }

  private static StoredRecord foreign() {
    try (var other = new InMemoryEventLog(new NodeName("web-1"), new LogId(3, 4), "boot", 1)) {
      return other.store(Draft.of(1, 1, Subject.NODE, new ControllerEvent.Alive()));
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(2, TimeUnit.MINUTES).join();
  }

  private static final class SlowDisk implements EventLog {
    private final InMemoryEventLog log =
        new InMemoryEventLog(new NodeName("controller"), new LogId(1, 2), "boot", 1);
    private final Semaphore allowed = new Semaphore(0);
    private final Semaphore begun = new Semaphore(0);
    private final AtomicInteger syncs = new AtomicInteger();
    private volatile boolean isBroken;

    void letThrough(int count) {
      allowed.release(count);
    }

    void awaitSync() {
      begun.acquireUninterruptibly();
    }

    int syncs() {
      return syncs.get();
    }

    long syncedSeq() {
      return log.syncedSeq();
    }

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
    public void sync() {
      begun.release();
      allowed.acquireUninterruptibly();
      if (isBroken) {
        throw new LogFailedException("no disk", new IllegalStateException("broken by the test"));
      }
      log.sync();
      syncs.incrementAndGet();
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
