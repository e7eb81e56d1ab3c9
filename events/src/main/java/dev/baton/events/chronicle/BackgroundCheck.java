package dev.baton.events.chronicle;

import dev.baton.events.log.EventReader.Read;
import java.util.function.Consumer;

/**
 * Checks the whole chain of what stood in a log when it was opened, while it is used: opening
 * checked the newest part alone.
 */
final class BackgroundCheck implements AutoCloseable {
  private final ChainReader reader;
  private final long untilSeq;
  private final Consumer<Read.Damaged> damaged;
  private final Thread thread;
  private volatile boolean isClosed;

  /** Begins; the reader is its own from now on. */
  BackgroundCheck(ChainReader reader, long untilSeq, Consumer<Read.Damaged> damaged) {
    this.reader = reader;
    this.untilSeq = untilSeq;
    this.damaged = damaged;
    this.thread = Thread.ofPlatform().name("chain-check").daemon().start(this::run);
  }

  private void run() {
    try (reader) {
      Read read = new Read.End();
      while (!isClosed && !(read instanceof Read.Damaged) && reader.lastSeq() < untilSeq) {
        read = reader.next();
      }
      // What is read while the log is being closed says nothing of it.
      if (!isClosed && read instanceof Read.Damaged found) {
        damaged.accept(found);
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
    await();
  }

  /** Waits for its end. */
  void await() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
