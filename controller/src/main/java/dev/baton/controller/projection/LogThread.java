package dev.baton.controller.projection;

import dev.baton.events.Draft;
import dev.baton.events.LogHead;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The one thread that writes the controller's log.
 *
 * <pre>
 *   append(...) ─► queue ─► take all ─► append each ─► sync ─► read back ─► context: apply,
 *                                                                          then futures succeed
 * </pre>
 *
 * What waits together is made durable together. A future that succeeds says: durable, and folded.
 * What may wait is bounded by those who hand it over.
 */
public final class LogThread implements AutoCloseable {
  private static final int READ_BATCH_COUNT = 1_024;

  private final EventLog log;
  private final Context context;
  private final Consumer<List<StoredRecord>> readers;
  private final Consumer<Throwable> failures;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "baton-log");
  private final CommitTimes commits = new CommitTimes();
  private final long firstSeq;

  private sealed interface Work {
    record Append(List<Draft> drafts, Promise<Void> done) implements Work {}

    record Relay(List<byte[]> records, long recordedAtNanos, Promise<LogHead> done)
        implements Work {}

    record Stop() implements Work {}
  }

  /**
   * Takes the log over from the caller's thread. What stands in it already is not read again.
   *
   * @param readers told on the context, in order
   * @param failures told once, when the log cannot be written any more
   */
  public LogThread(
      EventLog log,
      Context context,
      Consumer<List<StoredRecord>> readers,
      Consumer<Throwable> failures) {
    this.log = log;
    this.context = context;
    this.readers = readers;
    this.failures = failures;
    this.firstSeq = log.lastSeq() + 1;
    thread.start();
  }

  /** Hands what stands in the log from there on to the reader, on the caller's thread. */
  public static void replay(EventLog log, long fromSeq, Consumer<List<StoredRecord>> reader) {
    try (EventReader records = log.reader(fromSeq)) {
      var batch = read(records);
      while (!batch.isEmpty()) {
        reader.accept(batch);
        batch = read(records);
      }
    }
  }

  /** Appends events of the controller's own. */
  public Future<Void> append(List<Draft> drafts) {
    Promise<Void> done = Promise.promise();
    submit(new Work.Append(List.copyOf(drafts), done), done);
    return done.future();
  }

  /** Appends a node's records, which were checked; gives the end of the log that holds them. */
  public Future<LogHead> relay(List<byte[]> records, long recordedAtNanos) {
    Promise<LogHead> done = Promise.promise();
    submit(new Work.Relay(List.copyOf(records), recordedAtNanos, done), done);
    return done.future();
  }

  /** How long the disk has taken. */
  public CommitTimes commits() {
    return commits;
  }

  /** Ends after everything that was handed over; closes the log. */
  @Override
  public void close() {
    try {
      queue.put(new Work.Stop());
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(Work work, Promise<?> done) {
    if (!thread.isAlive() || !queue.offer(work)) {
      done.fail("the log is closed");
    }
  }

  private void run() {
    try (log;
        EventReader reader = log.reader(firstSeq)) {
      var batch = new ArrayList<Work>();
      var isRunning = true;
      while (isRunning) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch);
        batch.forEach(this::write);
        long beganNanos = System.nanoTime();
        log.sync();
        commits.took(System.nanoTime() - beganNanos);
        publish(reader);
        var head = new LogHead(log.logId(), log.lastSeq(), log.lastHash());
        var done = List.copyOf(batch);
        context.runOnContext(ignored -> done.forEach(work -> succeed(work, head)));
        isRunning = batch.stream().noneMatch(work -> work instanceof Work.Stop);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      context.runOnContext(ignored -> failures.accept(e));
    }
  }

  private void write(Work work) {
    switch (work) {
      case Work.Append append -> append.drafts().forEach(log::append);
      case Work.Relay relay ->
          relay.records().forEach(bytes -> log.appendRelayed(bytes, relay.recordedAtNanos()));
      case Work.Stop _ -> {}
    }
  }

  private static void succeed(Work work, LogHead head) {
    switch (work) {
      case Work.Append append -> append.done().complete();
      case Work.Relay relay -> relay.done().complete(head);
      case Work.Stop _ -> {}
    }
  }

  private void publish(EventReader reader) {
    var records = read(reader);
    while (!records.isEmpty()) {
      var batch = records;
      context.runOnContext(ignored -> readers.accept(batch));
      records = read(reader);
    }
  }

  private static List<StoredRecord> read(EventReader reader) {
    return read(reader, READ_BATCH_COUNT);
  }

  /** The next so many records, or all that there are. */
  static List<StoredRecord> read(EventReader reader, long most) {
    var records = new ArrayList<StoredRecord>();
    while (records.size() < most) {
      switch (reader.next()) {
        case EventReader.Read.Found found -> records.add(found.stored());
        case EventReader.Read.End _ -> {
          return records;
        }
        case EventReader.Read.Damaged damaged -> throw new UnreadableLogException(damaged);
      }
    }
    return records;
  }
}
