package dev.baton.events.chronicle;

import dev.baton.events.Sha256;
import dev.baton.events.chronicle.ChronicleReader.Checks;
import dev.baton.events.log.EventReader.Read;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Turns the days of a log that are over into archives, one at a time, while the log is read and
 * written. The queue's file goes last, so that at any moment each record is in one of the two.
 *
 * <pre>
 *   queue's file ─ each record and the chain checked ─► .part ─ on disk, unpacked, checked again ─►
 *   named as an archive, on disk ─► queue's file deleted
 * </pre>
 */
final class Archiving {
  private static final String PART = ".part";
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HASH_FROM_END = 36;

  private final ChronicleReader.Source source;
  private final Path directory;
  private final ReentrantLock inUse;

  /** Works only while it has the lock, and stops soon when somebody waits for it. */
  Archiving(ChronicleReader.Source source, ReentrantLock inUse) {
    this.source = source;
    this.directory = source.queue().file().toPath();
    this.inUse = inUse;
  }

  /** What was done. */
  sealed interface Outcome {
    /** A day is in an archive now; there may be another one to do. */
    record Archived(Path file, long firstSeq, long lastSeq) implements Outcome {}

    /** No day is over that is not archived, or the log is being closed. */
    record NothingToDo() implements Outcome {}

    /** A day stays as it is, and why. */
    record Failed(String reason) implements Outcome {}
  }

  /** Archives the oldest day that is over. */
  Outcome next() {
    inUse.lock();
    try {
      return source.queue().isClosed() ? new Outcome.NothingToDo() : oldest();
    } catch (IOException | RuntimeException | InternalError e) {
      return new Outcome.Failed(Complaint.of(e));
    } finally {
      inUse.unlock();
    }
  }

  private Outcome oldest() throws IOException {
    var cycles = QueueFiles.cycles(directory);
    var archives = source.archives();
    if (cycles.size() < 2) {
      return new Outcome.NothingToDo();
    }
    if (!archives.trouble().isEmpty()) {
      return new Outcome.Failed(archives.trouble());
    }
    var later = FirstRecords.of(source.queue(), cycles.subList(1, cycles.size()));
    if (later.isEmpty()) {
      return new Outcome.NothingToDo();
    }
    long untilSeq = later.getFirst();
    if (untilSeq <= archives.lastSeq() + 1) {
      return removeArchived(cycles.getFirst());
    }
    return archive(cycles.getFirst(), untilSeq);
  }

  /** Its records were archived before, or it has none. */
  private Outcome removeArchived(int cycle) throws IOException {
    var file = fileOf(cycle);
    for (var day : source.archives().days()) {
      if (day.file().equals(file)) {
        check(day);
        remove(cycle);
        return new Outcome.Archived(file, day.firstSeq(), day.lastSeq());
      }
    }
    if (FirstRecords.of(source.queue(), List.of(cycle)).isEmpty()) {
      remove(cycle);
      return next();
    }
    return new Outcome.Failed(
        "%s holds records that are archived in other files"
            .formatted(QueueFiles.ofCycle(directory, cycle)));
  }

  private Outcome archive(int cycle, long untilSeq) throws IOException {
    var file = fileOf(cycle);
    var part = Path.of(file + PART);
    try {
      var written = write(part, untilSeq);
      if (inUse.hasQueuedThreads()) {
        return new Outcome.NothingToDo();
      }
      Durability.force(part);
      check(written);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      Durability.force(directory);
      source.archives().refresh();
      remove(cycle);
      return new Outcome.Archived(file, written.firstSeq(), written.lastSeq());
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private DayArchive write(Path part, long untilSeq) throws IOException {
    var archives = source.archives();
    long firstSeq = archives.lastSeq() + 1;
    try (var out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES);
        var reader = new ChronicleReader(source, firstSeq, Checks.CHAIN)) {
      var writer = new DayArchiveWriter(out, source.logId(), firstSeq, archives.lastHash());
      while (reader.lastSeq() + 1 < untilSeq && !inUse.hasQueuedThreads()) {
        switch (reader.next()) {
          case Read.Found _ -> writer.add(reader.lastRecord().toArray());
          case Read.Damaged(var atSeq, var reason) ->
              throw new IOException("damaged at record " + atSeq + ": " + reason);
          case Read.End _ -> throw new IOException("record " + untilSeq + " is not reached");
        }
      }
      return writer.finish(part);
    }
  }

  /** Whether it can be unpacked, and its chain is whole. */
  private static void check(DayArchive expected) throws IOException {
    var day = DayArchive.read(expected.file());
    var hash = day.before();
    long seq = day.firstSeq();
    try (var reader = DayArchiveReader.open(day.file(), day.firstSeq())) {
      for (var record = reader.next(); record.length > 0; record = reader.next()) {
        if (!hash.equals(Sha256.read(record, record.length - HASH_FROM_END))) {
          throw new IOException("record " + seq + " in " + day.file() + " is not what was written");
        }
        hash = Sha256.of(record);
        seq++;
      }
    }
    if (!day.equals(expected) || !hash.equals(day.last()) || seq != day.lastSeq() + 1) {
      throw new IOException(day.file() + " is not what was written");
    }
  }

  private void remove(int cycle) throws IOException {
    Files.delete(QueueFiles.ofCycle(directory, cycle));
    Durability.force(directory);
    SingleChronicleQueue queue = source.queue();
    queue.refreshDirectoryListing();
  }

  private Path fileOf(int cycle) {
    return directory.resolve(QueueFiles.day(cycle) + DayArchive.SUFFIX);
  }
}
