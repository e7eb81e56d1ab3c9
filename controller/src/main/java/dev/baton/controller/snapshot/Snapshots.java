package dev.baton.controller.snapshot;

import dev.baton.controller.fleet.RouterView;
import dev.baton.controller.ingest.HeldRecords;
import dev.baton.controller.projection.Image;
import dev.baton.controller.projection.LogThread;
import dev.baton.controller.projection.Milestones.Milestone;
import dev.baton.controller.projection.Projector;
import dev.baton.controller.snapshot.Snapshot.Origin;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The snapshots of a controller: written now and then on a thread of its own, read at its start.
 * Belongs to the controller's event loop, but for {@link #replay}, which comes before it.
 */
public final class Snapshots {
  private static final String SUFFIX = ".snapshot";
  private static final Pattern NAME = Pattern.compile("\\d{19}\\.snapshot");

  /** To start from. */
  private static final int NEWEST_COUNT = 2;

  /** To look back from, besides. */
  private static final int OLDER_COUNT = 8;

  /** While so many are read at a start, one is written on the way. */
  private static final long READ_RECORDS = 1_000_000;

  private static final long MANY_RECORDS = 100_000;
  private static final long FEW_RECORDS = 1_000;

  /** A history is kept whole: with more than that, writing it again and again costs too much. */
  private static final long MOST_CHANGES = 200_000;

  /** How much longer than it was written it rests: then it takes a tenth of a core at most. */
  private static final int REST = 9;

  private static final String NOT_USED = " is not used, so more of the log is read";

  private static final long OFTEN_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Path directory;
  private final String version;
  private final EventLog log;
  private final Projector projector;
  private final HeldRecords held;
  private final BiConsumer<String, IOException> trouble;
  private final Set<Path> useless = new HashSet<>();
  private final Set<String> toldReasons = new HashSet<>();
  private List<StoredRecord> newest = List.of();
  private Future<Boolean> writing = Future.succeededFuture(true);
  private long lastSeq;
  private long lastNanos;
  private long restUntilNanos = System.nanoTime();

  /**
   * Of that log: what the projector and the held records make of it.
   *
   * @param directory made with the first one
   * @param version who may read them: another one may fold the same events into something else
   * @param trouble told what is not done, and why: none of it keeps the controller from its work
   */
  public Snapshots(
      Path directory,
      String version,
      EventLog log,
      State state,
      BiConsumer<String, IOException> trouble) {
    this.directory = directory;
    this.version = version;
    this.log = log;
    this.projector = state.projector();
    this.held = state.held();
    this.trouble = trouble;
  }

  /** What is kept. */
  public record State(Projector projector, HeldRecords held) {}

  /** Reads the newest one that can be used, if there is one, and the log from there on. */
  public void replay() {
    projector.expect(log.lastSeq());
    for (Path file : newestFirst()) {
      if (isResumed(file)) {
        return;
      }
    }
    replay(1, 0);
  }

  private boolean isResumed(Path file) {
    Snapshot snapshot;
    List<StoredRecord> open;
    try {
      snapshot = SnapshotFile.read(file, version);
      requireSame(snapshot.origin());
      open = new ArrayList<>();
      for (long seq : snapshot.held().openCommands()) {
        open.add(record(seq));
      }
    } catch (IOException e) {
      useless(file, e);
      return false;
    }
    long seq = snapshot.origin().seq();
    long firstSeq = Math.max(1, Math.min(seq + 1, log.lastSeq() + 1 - Projector.windowCount()));
    projector.resume(snapshot.known(), earlierThan(seq), firstSeq);
    held.resume(snapshot.held(), open);
    written(seq, snapshot.known().image().fleet().asOfNanos());
    replay(firstSeq, seq);
    return true;
  }

  private void replay(long firstSeq, long heldSeq) {
    LogThread.replay(
        log,
        firstSeq,
        batch -> {
          projector.apply(batch);
          held.replay(batch.stream().filter(each -> each.recorded().seq() > heldSeq).toList());
          newest = List.of(batch.getLast());
          if (batch.getLast().recorded().seq() - lastSeq >= READ_RECORDS && isSmallEnough()) {
            write(snapshot().get());
          }
        });
  }

  /** Those that one can look back from, oldest first. */
  private List<Milestone> earlierThan(long seq) {
    var earlier = new ArrayList<Milestone>();
    for (Path file : newestFirst().reversed()) {
      try {
        var about = SnapshotFile.about(file, version);
        if (about.origin().seq() < seq) {
          requireSame(about.origin());
          earlier.add(new Milestone(about.origin().seq(), about.newestNanos(), () -> image(file)));
        }
      } catch (IOException e) {
        useless(file, e);
      }
    }
    return earlier;
  }

  private Image image(Path file) {
    try {
      return SnapshotFile.read(file, version).known().image();
    } catch (IOException e) {
      trouble.accept(file + NOT_USED, e);
      return Image.EMPTY;
    }
  }

  /** Goes with the next one that is written; of many for the same reason one is told of. */
  private void useless(Path file, IOException why) {
    useless.add(file);
    if (toldReasons.add(String.valueOf(why.getMessage()))) {
      trouble.accept(file + NOT_USED, why);
    }
  }

  private void requireSame(Origin origin) throws IOException {
    if (!origin.log().equals(log.logId()) || origin.seq() > log.lastSeq()) {
      throw new IOException("it is of another log, or of more than there is");
    }
    if (!origin.equals(Origin.of(log.logId(), record(origin.seq())))) {
      throw new IOException("another record stands where it was made");
    }
  }

  private StoredRecord record(long seq) throws IOException {
    try (EventReader reader = log.reader(seq)) {
      return switch (reader.next()) {
        case EventReader.Read.Found(var stored) -> stored;
        case EventReader.Read.End _ -> throw new IOException("record " + seq + " is missing");
        case EventReader.Read.Damaged(_, var reason) -> throw new IOException(reason);
      };
    }
  }

  /** Those records were taken by all whose state is kept: writes one, if it is time to. */
  public void applied(Vertx vertx, List<StoredRecord> records) {
    newest = List.of(records.getLast());
    var recorded = records.getLast().recorded();
    long count = recorded.seq() - lastSeq;
    boolean isDue =
        count >= MANY_RECORDS
            || (count >= FEW_RECORDS && recorded.recordedAtNanos() - lastNanos >= OFTEN_NANOS);
    boolean isRested = System.nanoTime() - restUntilNanos >= 0;
    if (isDue && isRested && writing.isComplete() && isSmallEnough()) {
      write(vertx);
    }
  }

  /** Before the end, so that the next start reads little; whether the last one was written. */
  public Future<Boolean> close(Vertx vertx) {
    boolean isWorthIt =
        newest.stream().anyMatch(each -> each.recorded().seq() - lastSeq >= FEW_RECORDS)
            && isSmallEnough();
    return isWorthIt ? writing.eventually(() -> write(vertx)) : writing;
  }

  private boolean isSmallEnough() {
    long changes = 0;
    for (RouterView router : projector.image().fleet().routers().values()) {
      changes += router.history().count();
    }
    return changes <= MOST_CHANGES;
  }

  private Future<Boolean> write(Vertx vertx) {
    var snapshot = snapshot();
    long beganNanos = System.nanoTime();
    writing =
        vertx
            .executeBlocking(() -> write(snapshot.get()))
            .map(Objects::requireNonNull)
            .onComplete(ignored -> rest(beganNanos));
    return writing;
  }

  /** What is known now; put together on any thread. */
  private Supplier<Snapshot> snapshot() {
    var last = newest.getFirst();
    var known = projector.known();
    var kept = held.kept();
    written(last.recorded().seq(), last.recorded().recordedAtNanos());
    return () -> new Snapshot(Origin.of(log.logId(), last), known, kept.get());
  }

  private void rest(long beganNanos) {
    long now = System.nanoTime();
    restUntilNanos = now + REST * (now - beganNanos);
  }

  private void written(long seq, long recordedAtNanos) {
    lastSeq = seq;
    lastNanos = recordedAtNanos;
  }

  /** Whether it is on the disk now. */
  private boolean write(Snapshot snapshot) {
    try {
      Files.createDirectories(directory);
      var file = directory.resolve("%019d%s".formatted(snapshot.origin().seq(), SUFFIX));
      SnapshotFile.write(file, version, snapshot);
      thin();
      return true;
    } catch (IOException e) {
      trouble.accept("no snapshot was written in " + directory, e);
      return false;
    }
  }

  /** Of the older ones those go that the others miss least: they stay evenly spread. */
  private void thin() throws IOException {
    for (Path file : useless) {
      Files.deleteIfExists(file);
    }
    useless.clear();
    var files = new ArrayList<>(newestFirst().reversed());
    while (files.size() > NEWEST_COUNT + OLDER_COUNT) {
      int least = 0;
      for (int i = 1; i < files.size() - NEWEST_COUNT; i++) {
        least = gap(files, i) < gap(files, least) ? i : least;
      }
      Files.delete(files.remove(least));
    }
  }

  /** How far its neighbours would be from each other without it. */
  private static long gap(List<Path> files, int index) {
    return seq(files.get(index + 1)) - (index == 0 ? 0 : seq(files.get(index - 1)));
  }

  private static long seq(Path file) {
    return Long.parseLong(file.getFileName().toString().replace(SUFFIX, ""));
  }

  private List<Path> newestFirst() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      trouble.accept("the snapshots in " + directory + " are not used", e);
      return List.of();
    }
  }
}
