package dev.baton.agent.notify;

import dev.baton.events.LogId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Up to where the log has been told: a file of one line, {@code LOGID SEQ}. It is replaced in one
 * step and not forced to the disk, since whoever it is about does not outlive the host either.
 */
final class ToldPosition {
  private final Path file;
  private String written = "";

  ToldPosition(Path dataDirectory) {
    this.file = dataDirectory.resolve("notified");
  }

  /**
   * The last record of this log that was told; all of it when nothing was ever noted, none when the
   * note is about another log.
   */
  long read(LogId logId, long lastSeq) {
    try {
      if (!Files.exists(file)) {
        return lastSeq;
      }
      written = Files.readString(file).strip();
      var words = written.split(" ", -1);
      boolean ours = words.length == 2 && words[0].equals(logId.toString());
      return ours && words[1].matches("\\d{1,18}") ? Long.parseLong(words[1]) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  void write(LogId logId, long seq) {
    var line = logId + " " + seq;
    if (line.equals(written)) {
      return;
    }
    try {
      var fresh = file.resolveSibling("notified.new");
      Files.writeString(fresh, line + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      written = line;
    } catch (IOException e) {
      // A full disk must not keep anything from being told; a new steward may tell it twice.
      written = "";
    }
  }
}
