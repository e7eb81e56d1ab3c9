package dev.baton.events.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a log takes on the disk, and how much of it others hold.
 *
 * @param queueBytes the length of the queue's files, of which what is not written yet takes no room
 * @param droppedSeq the last record that is not kept any more, 0 when all are
 * @param acknowledgedSeq how far a controller's disk holds it: none or one number
 * @param setAside the logs beside it that were given up, by the names of their directories
 */
public record LogExtent(
    int archiveCount,
    long archiveBytes,
    int queueFileCount,
    long queueBytes,
    long droppedSeq,
    List<Long> acknowledgedSeq,
    List<String> setAside) {
  /** Keeps copies. */
  public LogExtent {
    acknowledgedSeq = List.copyOf(acknowledgedSeq);
    setAside = List.copyOf(setAside);
  }

  /** Of the log in that directory. */
  public static LogExtent of(Path directory) throws IOException {
    var archives = Archives.files(directory);
    var queue =
        QueueFiles.cycles(directory).stream()
            .map(cycle -> QueueFiles.ofCycle(directory, cycle))
            .toList();
    return new LogExtent(
        archives.size(),
        bytes(archives),
        queue.size(),
        bytes(queue),
        Beginning.read(directory).seq(),
        Head.acknowledgedIn(directory),
        setAside(directory.toAbsolutePath().normalize()));
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (var file : files) {
      try {
        bytes += Files.size(file);
      } catch (NoSuchFileException e) {
        // Archived since the list was made.
      }
    }
    return bytes;
  }

  private static List<String> setAside(Path directory) throws IOException {
    var prefix = directory.getFileName() + ".";
    try (var beside = Files.list(directory.resolveSibling(""))) {
      return beside
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("\\Q" + prefix + "\\E(damaged|forked)-[0-9]+"))
          .sorted()
          .toList();
    }
  }
}
