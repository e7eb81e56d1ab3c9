package dev.baton.events.chronicle;

import dev.baton.events.NodeName;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.EventReader.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;

/**
 * Makes a log of the sound beginning of a damaged one: the same log, record for record as they
 * were, and after them an event that says what is missing. The damaged files are set aside.
 *
 * <pre>
 *   log ─ sound beginning ─► log.repairing ─ complete, on disk ─► log.repaired
 *   log ─► log.damaged-1     log.repaired ─► log
 * </pre>
 *
 * A repair that is interrupted in the last line is finished by whoever opens the log next.
 */
public final class LogRepair {
  private static final NodeName NOBODY = new NodeName("nobody");

  private final Path directory;
  private final InstantSource clock;

  private LogRepair(Path directory, InstantSource clock) {
    this.directory = directory.toAbsolutePath().normalize();
    this.clock = clock;
  }

  /** How a repair went. */
  public sealed interface Outcome {
    /** Every record is sound, and nothing was changed. */
    record Sound(long lastSeq) implements Outcome {}

    /**
     * The log is whole again.
     *
     * @param soundSeq the last record that was kept
     * @param lostCount how many there were behind it, as far as the log still says
     * @param aside where the damaged files are now
     */
    record Repaired(long soundSeq, long lostCount, String reason, Path aside) implements Outcome {}

    /** Another process has the log open. */
    record Locked(long pid) implements Outcome {}

    /** Nothing could be done, and nothing was changed. */
    record Impossible(String reason) implements Outcome {}
  }

  private sealed interface Finding {
    record Settled(Outcome outcome) implements Finding {}

    record Trouble(String reason) implements Finding {}
  }

  /** Repairs the log in that directory, if it needs it. */
  public static Outcome of(Path directory) {
    return new LogRepair(directory, InstantSource.system()).repair();
  }

  private Outcome repair() {
    try {
      return switch (examine()) {
        case Finding.Settled(var outcome) -> outcome;
        case Finding.Trouble(var reason) -> underLock(reason);
      };
    } catch (Exception | InternalError e) {
      return new Outcome.Impossible(Complaint.of(e));
    }
  }

  private Finding examine() throws IOException {
    if (!Files.isDirectory(directory)) {
      return new Finding.Settled(new Outcome.Impossible("there is no log in " + directory));
    }
    return switch (LogIdentity.read(directory)) {
      case LogIdentity.Reading.Absent _ when QueueFiles.areIn(directory) ->
          new Finding.Trouble("log.id is missing");
      case LogIdentity.Reading.Absent _ ->
          new Finding.Settled(new Outcome.Impossible("there is no log in " + directory));
      case LogIdentity.Reading.Unreadable(var reason) -> new Finding.Trouble(reason);
      case LogIdentity.Reading.Found(var identity) ->
          examine(new LogDirectory(directory, NOBODY, "", identity.options(), clock).open());
    };
  }

  private Finding examine(Opening opening) {
    return switch (opening) {
      case Opening.Locked(var pid) -> new Finding.Settled(new Outcome.Locked(pid));
      case Opening.Unusable(var reason) -> new Finding.Settled(new Outcome.Impossible(reason));
      case Opening.Damaged damaged -> trouble(damaged.atSeq(), damaged.reason());
      case Opening.Opened(var log) -> {
        try (log;
            var reader = log.chainReader()) {
          yield whole(reader, log.lastSeq());
        }
      }
    };
  }

  private Finding whole(EventReader reader, long lastSeq) {
    var read = reader.next();
    while (read instanceof Read.Found) {
      read = reader.next();
    }
    return read instanceof Read.Damaged(var atSeq, var reason)
        ? trouble(atSeq, reason)
        : new Finding.Settled(new Outcome.Sound(lastSeq));
  }

  /** What a newer version wrote would be lost, although nothing is wrong with it. */
  private Finding trouble(long atSeq, String reason) {
    return Remedy.isNewerFormat(reason)
        ? new Finding.Settled(
            new Outcome.Impossible(
                "record %d in %s: %s; %s"
                    .formatted(atSeq, directory, reason, Remedy.of(reason, directory))))
        : new Finding.Trouble(reason);
  }

  private Outcome underLock(String reason) throws IOException {
    return switch (WriterLock.acquire(LogDirectory.lockFile(directory))) {
      case WriterLock.Attempt.HeldBy(var pid) -> new Outcome.Locked(pid);
      case WriterLock.Attempt.Acquired(var lock) -> {
        try (lock) {
          yield repair(reason);
        }
      }
    };
  }

  private Outcome repair(String reason) throws IOException {
    var fresh = LogDirectory.beside(directory, "repairing");
    var aside = LogDirectory.freeAside(directory, "damaged");
    return switch (new Salvage(directory, fresh, clock).into(reason, aside)) {
      case Salvage.Result.Nothing _ ->
          new Outcome.Impossible(
              ("not one record of the log that %s names can be read in its files; put the right"
                      + " files back, or move the directory away for a new log to begin")
                  .formatted(directory.resolve("log.id")));
      case Salvage.Result.Saved(var soundSeq, var lostCount) -> {
        Files.move(fresh, LogDirectory.repaired(directory), StandardCopyOption.ATOMIC_MOVE);
        Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(LogDirectory.repaired(directory), directory, StandardCopyOption.ATOMIC_MOVE);
        Durability.force(directory.resolveSibling(""));
        yield new Outcome.Repaired(soundSeq, lostCount, reason, aside);
      }
    };
  }
}
