package dev.baton.events.chronicle;

import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent.LogForked;
import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import dev.baton.events.codec.RecordCodec.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** Opens the log of a directory for writing: lock, identity, queue, check, and only then append. */
record LogDirectory(
    Path directory, NodeName node, String bootId, Options options, InstantSource clock) {
  LogDirectory {
    directory = directory.toAbsolutePath().normalize();
  }

  Opening open() {
    return underLock(this::openLocked);
  }

  Opening openOrFork() {
    return underLock(lock ->
        switch (openLocked(lock)) {
          case Opening.Damaged damaged ->
              forkLocked(
                  lock,
                  "damaged",
                  new LogForked(logIdOnDisk(), damaged.atSeq() - 1, damaged.reason()));
          case Opening other -> other;
        });
  }

  Opening fork(LogForked fork) {
    return underLock(lock -> forkLocked(lock, "forked", fork));
  }

  static void asWriter(Path directory, Runnable action) {
    try {
      Files.createDirectories(directory);
      switch (WriterLock.acquire(lockFile(directory))) {
        case WriterLock.Attempt.Acquired(var lock) -> {
          try (lock) {
            action.run();
          }
        }
        case WriterLock.Attempt.HeldBy(var pid) -> {
          if (pid == ProcessHandle.current().pid()) {
            action.run();
          }
        }
      }
    } catch (IOException e) {
      // Whoever opens the log is told why that cannot be, and nobody can be writing it.
      action.run();
    }
  }

  static Path lockFile(Path directory) {
    return beside(directory, "lock");
  }

  /** A file or directory that belongs to a log, and lies beside it. */
  static Path beside(Path directory, String what) {
    return directory.resolveSibling(directory.getFileName() + "." + what);
  }

  /** Where a repair leaves a log that is complete, until the damaged one is out of its way. */
  static Path repaired(Path directory) {
    return beside(directory, "repaired");
  }

  /** Where a log is set aside to. */
  static Path freeAside(Path directory, String why) {
    int number = 1;
    while (Files.exists(beside(directory, why + "-" + number))) {
      number++;
    }
    return beside(directory, why + "-" + number);
  }

  private interface Step {
    Opening with(WriterLock lock) throws IOException;
  }

  private Opening underLock(Step step) {
    try {
      Files.createDirectories(directory);
      return switch (WriterLock.acquire(lockFile(directory))) {
        case WriterLock.Attempt.HeldBy(var pid) -> new Opening.Locked(pid);
        case WriterLock.Attempt.Acquired(var lock) -> keptIfOpened(lock, step);
      };
    } catch (IOException e) {
      return new Opening.Unusable(directory + " cannot be used: " + Complaint.of(e));
    }
  }

  private static Opening keptIfOpened(WriterLock lock, Step step) throws IOException {
    boolean isOpened = false;
    try {
      var opening = step.with(lock);
      isOpened = opening instanceof Opening.Opened;
      return opening;
    } finally {
      if (!isOpened) {
        lock.close();
      }
    }
  }

  private Opening openLocked(WriterLock lock) throws IOException {
    var forbidden = QueueFiles.notWritable(directory);
    if (!forbidden.isEmpty()) {
      return new Opening.Unusable(
          forbidden.getFirst() + " cannot be written: give it to the user that this runs as");
    }
    return switch (LogIdentity.read(directory)) {
      case LogIdentity.Reading.Unreadable(var reason) -> damaged(1, reason);
      case LogIdentity.Reading.Absent absent when QueueFiles.areIn(directory) ->
          damaged(1, "log.id is missing");
      case LogIdentity.Reading.Absent absent when Files.exists(repaired(directory)) -> {
        Files.move(repaired(directory), directory, StandardCopyOption.REPLACE_EXISTING);
        Durability.force(parent());
        yield openLocked(lock);
      }
      case LogIdentity.Reading.Absent absent -> create(lock);
      case LogIdentity.Reading.Found(var found) when !found.options().equals(options) ->
          new Opening.Unusable(
              "%s is the log of %s, not of %s: give another --data"
                  .formatted(directory, found.options().owner(), options.owner()));
      case LogIdentity.Reading.Found(var found) -> openExisting(lock, found);
    };
  }

  private Opening create(WriterLock lock) throws IOException {
    Head.create(directory);
    var identity = LogIdentity.create(options);
    identity.write(directory);
    Durability.force(parent());
    return openExisting(lock, identity);
  }

  private Opening openExisting(WriterLock lock, LogIdentity identity) {
    Head head;
    SingleChronicleQueue queue;
    try {
      head = Head.openForWriting(directory);
      queue = QueueFiles.openForWriting(directory, options, clock);
    } catch (Exception | InternalError e) {
      return damaged(1, "the files cannot be opened: " + Complaint.of(e));
    }
    var archives = Archives.in(directory);
    var index = new SeqIndex();
    var source = new ChronicleReader.Source(queue, archives, identity.logId(), index, head::seq);
    return switch (Verification.of(source)) {
      case Verification.Unsound(var atSeq, var reason) -> {
        queue.close();
        yield damaged(atSeq, reason);
      }
      case Verification.Sound sound -> {
        var writer = new Writer(node, identity.logId(), bootId, epochAfter(sound.lastEpoch()));
        var progress = new ChronicleEventLog.Progress(archives, index, head, sound);
        yield new Opening.Opened(new ChronicleEventLog(queue, lock, writer, progress));
      }
    };
  }

  /** Seconds since 1970, so that a copy is ahead of what came after it where it was made. */
  private long epochAfter(long lastEpoch) {
    return Math.max(lastEpoch + 1, clock.instant().getEpochSecond());
  }

  private Opening forkLocked(WriterLock lock, String why, LogForked fork) throws IOException {
    setAside(why);
    Files.createDirectories(directory);
    var opening = create(lock);
    if (opening instanceof Opening.Opened(var log)) {
      log.append(Draft.of(wallNanos(), System.nanoTime(), Subject.NODE, fork));
      log.sync();
    }
    return opening;
  }

  private void setAside(String why) throws IOException {
    Files.move(directory, freeAside(directory, why), StandardCopyOption.ATOMIC_MOVE);
    Durability.force(parent());
  }

  private Path parent() {
    return directory.resolveSibling("");
  }

  private LogId logIdOnDisk() {
    return LogIdentity.read(directory) instanceof LogIdentity.Reading.Found(var identity)
        ? identity.logId()
        : new LogId(0, 0);
  }

  private long wallNanos() {
    var now = clock.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  private Opening.Damaged damaged(long atSeq, String reason) {
    return new Opening.Damaged(reason, atSeq, "baton log verify --data " + parent());
  }
}
