package dev.baton.events.chronicle;

import dev.baton.events.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The archives of a log's closed days, as they were when last looked at. */
final class Archives {
  private final Path directory;
  private volatile Seen seen;

  /**
   * What is there.
   *
   * @param days in order, up to the first that cannot be used
   * @param trouble why that is so, empty when all can be used
   */
  private record Seen(Beginning beginning, List<DayArchive> days, String trouble) {}

  private Archives(Path directory) {
    this.directory = directory;
    this.seen = look(directory);
  }

  static Archives in(Path directory) {
    return new Archives(directory);
  }

  /** Looks again: the log's writer may have made some, or taken some away. */
  void refresh() {
    seen = look(directory);
  }

  Beginning beginning() {
    return seen.beginning();
  }

  List<DayArchive> days() {
    return seen.days();
  }

  /** What is wrong with one of them, or empty. */
  String trouble() {
    return seen.trouble();
  }

  /** The number of the last archived record; what is not here is in the queue. */
  long lastSeq() {
    var now = seen;
    return now.days().isEmpty() ? now.beginning().seq() : now.days().getLast().lastSeq();
  }

  /** The digest of the last archived record. */
  Sha256 lastHash() {
    var now = seen;
    return now.days().isEmpty() ? now.beginning().hash() : now.days().getLast().last();
  }

  /** The one that holds the record. */
  Optional<DayArchive> holding(long seq) {
    return seen.days().stream().filter(day -> day.holds(seq)).findFirst();
  }

  private static Seen look(Path directory) {
    var days = new ArrayList<DayArchive>();
    var beginning = Beginning.FIRST;
    try {
      beginning = Beginning.read(directory);
      long seq = beginning.seq();
      var hash = beginning.hash();
      for (var file : files(directory)) {
        var day = DayArchive.read(file);
        if (day.lastSeq() > beginning.seq()) {
          requireNext(day, seq, hash);
          days.add(day);
          seq = day.lastSeq();
          hash = day.last();
        }
      }
      return new Seen(beginning, List.copyOf(days), "");
    } catch (IOException e) {
      return new Seen(beginning, List.copyOf(days), Complaint.of(e));
    }
  }

  private static void requireNext(DayArchive day, long seq, Sha256 hash) throws IOException {
    if (day.firstSeq() != seq + 1) {
      throw new IOException(
          "%s begins with record %d, not with %d".formatted(day.file(), day.firstSeq(), seq + 1));
    }
    if (!day.before().equals(hash)) {
      throw new IOException(day.file() + " does not continue what stands before");
    }
  }

  /** Their files, in the order of the days. */
  static List<Path> files(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(DayArchive.SUFFIX)).sorted().toList();
    }
  }
}
