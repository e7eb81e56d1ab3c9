package dev.baton.events.chronicle;

import dev.baton.events.LogId;
import java.nio.file.Path;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** A log that is only read, also while another process writes it. */
public final class StoredLog implements AutoCloseable {
  private final SingleChronicleQueue queue;
  private final Head head;
  private final LogId logId;
  private final SeqIndex index = new SeqIndex();
  private final Archives archives;

  private StoredLog(SingleChronicleQueue queue, Archives archives, Head head, LogId logId) {
    this.queue = queue;
    this.archives = archives;
    this.head = head;
    this.logId = logId;
  }

  /** How opening a log for reading went. */
  public sealed interface Opening {
    /** It can be read; whether it is whole shows on reading. */
    record Opened(StoredLog log) implements Opening {}

    /** There is no log that could be read, and why. */
    record Unreadable(String reason) implements Opening {}
  }

  /** Opens the log in that directory; writes nothing. */
  public static Opening open(Path directory) {
    return switch (LogIdentity.read(directory)) {
      case LogIdentity.Reading.Absent absent ->
          new Opening.Unreadable("there is no log in " + directory);
      case LogIdentity.Reading.Unreadable(var reason) -> new Opening.Unreadable(reason);
      case LogIdentity.Reading.Found(var identity) -> open(directory, identity);
    };
  }

  private static Opening open(Path directory, LogIdentity identity) {
    try {
      var head = Head.openForReading(directory);
      var queue = QueueFiles.openForReading(directory, identity.options());
      // It looks into the first file, of which only now it may turn out that it is none.
      queue.createTailer().close();
      return new Opening.Opened(
          new StoredLog(queue, Archives.in(directory), head, identity.logId()));
    } catch (Exception | InternalError e) {
      return new Opening.Unreadable(directory + ": the files cannot be opened: " + Complaint.of(e));
    }
  }

  /** Which log it is. */
  public LogId logId() {
    return logId;
  }

  /** How many records were written to it, known from elsewhere than from reading it. */
  public long writtenSeq() {
    return head.seq();
  }

  /** A reader that begins with the record of that number; one at a time, in one thread. */
  public ChainReader reader(long fromSeq) {
    return new ChronicleReader(
        new ChronicleReader.Source(queue, archives, logId, index, head::seq),
        fromSeq,
        ChronicleReader.Checks.CHAIN);
  }

  @Override
  public void close() {
    queue.close();
  }
}
