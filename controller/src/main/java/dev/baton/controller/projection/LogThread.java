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
 *   append(...) ─► queue ─► take all ─► append each ─► sync ─► context: apply each,
 *                                                              then futures succeed
 * </pre>
 *
 * What waits together is made durable together. A future that succeeds says: durable, and folded.
 * What may wait is bounded by those who hand it over.
 */
public final class LogThread implements AutoCloseable {
  private static final int BATCH_COUNT = 1_024;

  private final EventLog log;
  private final Context context;
  private final Consumer<List<StoredRecord>> readers;
  private final Consumer<Throwable> failures;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "baton-log");
  private final CommitTimes commits = new CommitTimes();

  private sealed interface Work {
    record Append(List<Draft> drafts, Promise<Void> done) implements Work {}

    record Relay(List<StoredRecord> records, long recordedAtNanos, Promise<LogHead> done)
        implements Work {}

    record Stop() implements Work {}
  }

  /**
   * Takes the log over from the caller's thread. What stands in it already is not told.
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

  /**
   * Appends a node's records, which were decoded and checked; gives the end of the log that holds
   * them.
   */
  public Future<LogHead> relay(List<StoredRecord> records, long recordedAtNanos) {
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
    try (log) {
      var group = new ArrayList<Work>();
      var isRunning = true;
      while (isRunning) {
        group.clear();
        group.add(queue.take());
        queue.drainTo(group);
        var written = new ArrayList<StoredRecord>();
        group.forEach(work -> write(work, written));
        long beganNanos = System.nanoTime();
        log.sync();
        commits.took(System.nanoTime() - beganNanos);
        publish(written);
        var head = new LogHead(log.logId(), log.lastSeq(), log.lastHash());
        var done = List.copyOf(group);
        context.runOnContext(ignored -> done.forEach(work -> succeed(work, head)));
        isRunning = group.stream().noneMatch(work -> work instanceof Work.Stop);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      context.runOnContext(ignored -> failures.accept(e));
    }
  }

  private void write(Work work, List<StoredRecord> written) {
    switch (work) {
      case Work.Append append -> append.drafts().forEach(draft -> written.add(log.store(draft)));
      case Work.Relay relay ->
          relay
              .records()
              .forEach(each -> written.add(log.storeRelayed(each, relay.recordedAtNanos())));
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

  /** Not all at once: the context has others to serve. */
  private void publish(List<StoredRecord> records) {
    for (int from = 0; from < records.size(); from += BATCH_COUNT) {
      var batch = records.subList(from, Math.min(from + BATCH_COUNT, records.size()));
      context.runOnContext(ignored -> readers.accept(batch));
    }
  }

  private static List<StoredRecord> read(EventReader reader) {
    return read(reader, BATCH_COUNT);
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
