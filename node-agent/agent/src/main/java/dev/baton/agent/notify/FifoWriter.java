package dev.baton.agent.notify;

import dev.baton.agent.config.NoticeFifo;
import dev.baton.events.NotificationEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Writes lines into one FIFO, on a thread of its own that waits while the FIFO is full. keepalived
 * drops what does not fit; here it waits in a bounded queue, and what that cannot hold is recorded.
 * The FIFO is open for reading, too: so it can be opened and written before anybody reads it, and
 * keeps what was written when a reader goes.
 */
final class FifoWriter {
  /** A day of one change every nine seconds. */
  static final int LIMIT_WAITING = 10_000;

  private final NoticeFifo fifo;
  private final RandomAccessFile file;
  private final Outcomes outcomes;
  private final ArrayDeque<Line> waiting = new ArrayDeque<>();
  private boolean closed;

  private record Line(Notice notice, Runnable done) {}

  FifoWriter(NoticeFifo fifo, Outcomes outcomes) throws IOException {
    this.fifo = fifo;
    this.outcomes = outcomes;
    this.file = new RandomAccessFile(fifo.path(), "rw");
    Thread.ofPlatform().daemon().name("fifo").start(this::write);
  }

  /** The line as keepalived has it. */
  static String text(Notice notice) {
    return "%s \"%s\" %s %d\n"
        .formatted(notice.type(), notice.name(), notice.state(), notice.priority());
  }

  synchronized void add(Notice notice, Runnable done) {
    waiting.add(new Line(notice, done));
    if (waiting.size() > LIMIT_WAITING) {
      giveUp(waiting.removeFirst(), LIMIT_WAITING + " lines are waiting, and nobody reads");
    }
    notifyAll();
  }

  private void write() {
    for (var line = next(); !line.isEmpty(); line = next()) {
      write(line.getFirst());
    }
  }

  /** The next line, none when it is over. */
  private synchronized List<Line> next() {
    try {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
    return waiting.isEmpty() ? List.of() : List.of(waiting.removeFirst());
  }

  private void write(Line line) {
    try {
      file.write(text(line.notice()).getBytes(StandardCharsets.UTF_8));
      line.done().run();
    } catch (IOException e) {
      giveUp(line, String.valueOf(e.getMessage()));
    }
  }

  private void giveUp(Line line, String reason) {
    var told = line.notice().recorded(FifoChannel.NAME, fifo.path());
    outcomes.record(line.notice(), new NotificationEvent.Failed(told, reason, 0));
    line.done().run();
  }

  /** Ends when all lines are written; a reader then finds the end of the file. */
  synchronized void close() {
    closed = true;
    while (!waiting.isEmpty()) {
      giveUp(waiting.removeFirst(), "the FIFO is full, and the agent ends");
    }
    notifyAll();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + fifo.path(), e);
    }
  }
}
