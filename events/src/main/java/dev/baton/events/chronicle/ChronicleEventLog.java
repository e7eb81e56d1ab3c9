package dev.baton.events.chronicle;

import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent.LogForked;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Writer;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.LogFailedException;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.log.StoredRecord.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** A log in a Chronicle queue. */
public final class ChronicleEventLog implements EventLog {
  private final SingleChronicleQueue queue;
  private final ExcerptAppender appender;
  private final WriterLock lock;
  private final Writer writer;
  private final Archives archives;
  private final SeqIndex index;
  private final Head head;
  private final ReentrantLock inUse = new ReentrantLock();
  private final List<Head> acknowledged = new ArrayList<>();
  private final List<Runnable> endings = new ArrayList<>();
  private volatile long lastSeq;
  private Sha256 lastHash;
  private String lastForcedName = "";
  private boolean isFailed;

  /** How far the log has come, as found on opening it. */
  record Progress(Archives archives, SeqIndex index, Head head, Verification.Sound verified) {}

  ChronicleEventLog(SingleChronicleQueue queue, WriterLock lock, Writer writer, Progress progress) {
    this.queue = queue;
    this.appender = queue.createAppender();
    appender.singleThreadedCheckDisabled(true);
    this.lock = lock;
    this.writer = writer;
    this.archives = progress.archives();
    this.index = progress.index();
    this.head = progress.head();
    this.lastSeq = progress.verified().lastSeq();
    this.lastHash = progress.verified().lastHash();
    head.advanceTo(lastSeq);
  }

  /** Opens the log in that directory for writing, or makes a new one where there is none. */
  public static Opening open(Path directory, NodeName node, String bootId, Options options) {
    return new LogDirectory(directory, node, bootId, options, InstantSource.system()).open();
  }

  /**
   * As {@link #open}, but sets a damaged log aside, as {@code <directory>.damaged-<n>}, and begins
   * another whose first event is {@code node.log-forked}.
   */
  public static Opening openOrFork(Path directory, NodeName node, String bootId, Options options) {
    return new LogDirectory(directory, node, bootId, options, InstantSource.system()).openOrFork();
  }

  /**
   * Does something that nobody may do but who writes the log of this directory, or would: without
   * opening it, and only if no other process has it.
   */
  public static void asWriter(Path directory, Runnable action) {
    LogDirectory.asWriter(directory, action);
  }

  /**
   * Sets a sound log aside, as {@code <directory>.forked-<n>}, and begins another whose first event
   * is {@code fork}: for a log that is not what others hold of it. The old one must be closed.
   */
  public static Opening fork(
      Path directory, NodeName node, String bootId, Options options, LogForked fork) {
    return new LogDirectory(directory, node, bootId, options, InstantSource.system()).fork(fork);
  }

  @Override
  public NodeName node() {
    return writer.node();
  }

  @Override
  public LogId logId() {
    return writer.logId();
  }

  /**
   * This opening's term: higher than that of the newest record which was there before, and no lower
   * than the seconds since 1970.
   */
  public long epoch() {
    return writer.epoch();
  }

  @Override
  public long lastSeq() {
    return lastSeq;
  }

  @Override
  public Sha256 lastHash() {
    return lastHash;
  }

  @Override
  public Recorded append(Draft draft) {
    return store(draft).recorded();
  }

  @Override
  public StoredRecord store(Draft draft) {
    var record = RecordCodec.encode(writer, lastSeq + 1, lastHash, draft);
    var recorded = RecordCodec.recorded(writer, lastSeq + 1, lastHash, draft);
    write(record);
    return new StoredRecord(recorded, Bytes.owning(record, 0, record.length));
  }

  @Override
  public Recorded appendRelayed(byte[] foreignRecord, long recordedAtNanos) {
    return appendSound(foreignRecord, RecordCodec.requireSound(foreignRecord), recordedAtNanos);
  }

  @Override
  public StoredRecord storeRelayed(StoredRecord foreign, long recordedAtNanos) {
    var bytes = foreign.original().toArray();
    return new StoredRecord(
        appendSound(bytes, foreign.recorded(), recordedAtNanos), foreign.original());
  }

  private Recorded appendSound(byte[] foreignRecord, Recorded original, long recordedAtNanos) {
    var record =
        RecordCodec.encodeRelayed(writer, lastSeq + 1, lastHash, foreignRecord, recordedAtNanos);
    write(record);
    return new Recorded(
        lastSeq,
        writer.epoch(),
        recordedAtNanos,
        original.envelope(),
        original.event(),
        original.prevHash());
  }

  private void write(byte[] record) {
    requireWritable();
    try {
      append(record);
    } catch (RuntimeException | InternalError e) {
      throw failed("append", e);
    }
    long seq = lastSeq + 1;
    index.passed(seq, appender.lastIndexAppended());
    lastHash = Sha256.of(record);
    lastSeq = seq;
    head.advanceTo(seq);
  }

  private void append(byte[] record) {
    try (var document = appender.writingDocument()) {
      boolean isComplete = false;
      try {
        QueueFiles.content(document).write(record);
        isComplete = true;
      } finally {
        if (!isComplete) {
          document.rollbackOnClose();
        }
      }
    }
  }

  /** Chronicle's own sync returns before the block that an append left behind is on the disk. */
  @Override
  public void sync() {
    requireWritable();
    var file = appender.currentFile();
    if (file == null) {
      return;
    }
    try {
      if (!file.getName().equals(lastForcedName)) {
        QueueFiles.forceFrom(lastForcedName, queue.file().toPath());
        lastForcedName = file.getName();
      } else {
        Durability.force(file.toPath());
      }
      head.force();
    } catch (IOException e) {
      throw failed("sync", e);
    }
  }

  /** Not forced to the disk: after a power cut it says less than is true, or nothing. */
  @Override
  public void acknowledged(long seq) {
    try {
      if (acknowledged.isEmpty()) {
        acknowledged.add(Head.acknowledged(queue.file().toPath()));
      }
      acknowledged.getFirst().advanceTo(seq);
    } catch (IOException e) {
      // Then nobody can look it up; whoever acknowledged it knows.
    }
  }

  @Override
  public EventReader reader(long fromSeq) {
    return new ChronicleReader(source(), fromSeq, ChronicleReader.Checks.EACH_RECORD);
  }

  /** A reader of all records, which also checks that each holds the digest of the one before. */
  ChainReader chainReader() {
    return new ChronicleReader(source(), 1, ChronicleReader.Checks.CHAIN);
  }

  /** What turns the days that are over into archives; for one thread of its own. */
  Archiving archiving() {
    return new Archiving(source(), inUse);
  }

  /** Has days that are over archived from now on until the log is closed. */
  public void keepArchiving(Consumer<String> trouble) {
    endings.add(new Archivist(archiving(), trouble)::close);
  }

  /**
   * Has the whole chain of what is there now checked, from the first record on, while the log is
   * used: opening checked the newest part alone.
   *
   * @param damaged told at most once, on another thread
   */
  public void keepChecking(Consumer<EventReader.Read.Damaged> damaged) {
    endings.add(new BackgroundCheck(chainReader(), lastSeq, damaged)::close);
  }

  private ChronicleReader.Source source() {
    return new ChronicleReader.Source(queue, archives, writer.logId(), index, () -> lastSeq);
  }

  @Override
  public void close() {
    endings.forEach(Runnable::run);
    inUse.lock();
    try (lock) {
      appender.close();
      queue.close();
    } catch (RuntimeException | InternalError e) {
      if (!isFailed) {
        throw e;
      }
      // A queue that could not be written cannot always be closed in order either.
    } finally {
      inUse.unlock();
    }
  }

  private LogFailedException failed(String operation, Throwable cause) {
    isFailed = true;
    return new LogFailedException(
        "%s after record %d in %s: %s"
            .formatted(operation, lastSeq, queue.file(), Complaint.of(cause)),
        cause);
  }

  private void requireWritable() {
    if (isFailed) {
      throw new IllegalStateException("the log has failed before: close it");
    }
  }
}
