package dev.baton.events.chronicle;

import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** Copies the sound beginning of a damaged log, of which nothing but its records is trusted. */
final class Salvage {
  private final Path damaged;
  private final Path fresh;
  private final InstantSource clock;

  Salvage(Path damaged, Path fresh, InstantSource clock) {
    this.damaged = damaged;
    this.fresh = fresh;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Result {
    /** The new directory is complete, and on the disk. */
    record Saved(long soundSeq, long lostCount) implements Result {}

    /** There is not one record from which to learn whose log it is. */
    record Nothing() implements Result {}
  }

  /** Which log it is, and who wrote it. */
  private record Origin(LogIdentity identity, Writer writer) {}

  /** Ends with an event that says why, how much, and where the damaged files are to be. */
  Result into(String reason, Path aside) throws IOException {
    var origin = origin();
    return origin.isPresent() ? save(origin.get(), reason, aside) : new Result.Nothing();
  }

  /** From the first record of the log's own that can be read, wherever it stands. */
  private Optional<Origin> origin() throws IOException {
    var identity = LogIdentity.read(damaged);
    var found = new AtomicReference<Optional<Origin>>(Optional.empty());
    RawRecords.in(
        damaged,
        (_, ok) -> {
          if (!ok.isRelayed() && isOf(identity, ok)) {
            found.set(Optional.of(originOf(identity, ok)));
          }
          return found.get().isEmpty();
        });
    return found.get();
  }

  private static boolean isOf(LogIdentity.Reading identity, Decoded.Ok ok) {
    return !(identity instanceof LogIdentity.Reading.Found(var found))
        || found.logId().equals(ok.recorded().envelope().id().logId());
  }

  private static Origin originOf(LogIdentity.Reading reading, Decoded.Ok ok) {
    var envelope = ok.recorded().envelope();
    var options =
        ok.recorded().event() instanceof ControllerEvent ? Options.CONTROLLER : Options.AGENT;
    var logId = ok.recorded().envelope().id().logId();
    var identity =
        reading instanceof LogIdentity.Reading.Found(var found)
            ? found
            : new LogIdentity(logId, options);
    return new Origin(identity, new Writer(envelope.id().node(), logId, envelope.bootId(), 0));
  }

  private Result save(Origin origin, String reason, Path aside) throws IOException {
    QueueFiles.deleteDirectory(fresh);
    Files.createDirectories(fresh);
    Head.create(fresh);
    origin.identity().write(fresh);
    var beginning = firstThatIsThere(beginning());
    if (beginning.seq() > 0) {
      beginning.write(fresh);
    }
    var lockFile = LogDirectory.lockFile(fresh);
    if (!(WriterLock.acquire(lockFile) instanceof WriterLock.Attempt.Acquired(var lock))) {
      throw new IOException(fresh + " is being written by somebody else");
    }
    var time = new AtomicReference<>(Instant.EPOCH);
    var queue = QueueFiles.openForWriting(fresh, origin.identity().options(), time::get);
    var copy = new RecordCopy(origin.identity().logId(), beginning, queue, time);
    try (copy) {
      RawRecords.in(damaged, copy);
    }
    long lost = Math.max(writtenSeq(), copy.highestSeq()) - copy.sound().lastSeq();
    time.accumulateAndGet(clock.instant(), (a, b) -> a.isAfter(b) ? a : b);
    try (var log = log(queue, lock, origin.writer(), copy, lost)) {
      log.append(event(missing(beginning, copy.sound().lastSeq(), lost), lost, reason, aside));
      log.sync();
    }
    Durability.forceAll(fresh);
    Files.deleteIfExists(lockFile);
    return new Result.Saved(copy.sound().lastSeq(), lost);
  }

  /** Where the log begins by its own account. */
  private Beginning beginning() {
    try {
      return Beginning.read(damaged);
    } catch (IOException e) {
      return Beginning.FIRST;
    }
  }

  /** Of a log whose first archives are lost the others are kept. */
  private Beginning firstThatIsThere(Beginning said) throws IOException {
    for (var file : Archives.files(damaged)) {
      try {
        var day = DayArchive.read(file);
        return day.firstSeq() - 1 > said.seq()
            ? new Beginning(day.firstSeq() - 1, day.before())
            : said;
      } catch (IOException e) {
        return said;
      }
    }
    return said;
  }

  /** How many records the damaged log had, by its own count. */
  private long writtenSeq() {
    try {
      return Head.openForReading(damaged).seq();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Its epoch is higher than any that was lost, of which each has at least one record. */
  private ChronicleEventLog log(
      SingleChronicleQueue queue, WriterLock lock, Writer writer, RecordCopy copy, long lost)
      throws IOException {
    var progress =
        new ChronicleEventLog.Progress(
            Archives.in(fresh), copy.index(), Head.openForWriting(fresh), copy.sound());
    long epoch = copy.sound().lastEpoch() + lost + 1;
    return new ChronicleEventLog(
        queue, lock, new Writer(writer.node(), writer.logId(), writer.bootId(), epoch), progress);
  }

  private String missing(Beginning beginning, long soundSeq, long lost) {
    var ranges = new ArrayList<String>();
    long said = beginning().seq();
    if (beginning.seq() > said) {
      ranges.add("records %d to %d".formatted(said + 1, beginning.seq()));
    }
    if (lost > 0) {
      ranges.add("records %d to %d".formatted(soundSeq + 1, soundSeq + lost));
    }
    return ranges.isEmpty()
        ? "no record is missing"
        : String.join(" and ", ranges) + " of this log are missing";
  }

  private Draft event(String missing, long lost, String reason, Path aside) {
    var now = clock.instant();
    return Draft.of(
        TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano(),
        System.nanoTime(),
        Subject.NODE,
        new NodeEvent.EventsDropped(
            lost, "baton log repair: %s: %s; see %s".formatted(missing, reason, aside)));
  }
}
