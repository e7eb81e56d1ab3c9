package dev.baton.events.chronicle;

import dev.baton.events.LogId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The file that says which log a directory holds, and in which format. */
record LogIdentity(LogId logId, Options options) {
  private static final String FILE = "log.id";
  private static final Pattern CONTENT =
      Pattern.compile("log ([0-9a-f]{32})\nroll FAST_DAILY UTC\nblock ([0-9]{5,9})\n");

  /** What a directory says. */
  sealed interface Reading {
    record Found(LogIdentity identity) implements Reading {}

    record Absent() implements Reading {}

    record Unreadable(String reason) implements Reading {}
  }

  static LogIdentity create(Options options) {
    var random = new SecureRandom();
    return new LogIdentity(new LogId(random.nextLong(), random.nextLong()), options);
  }

  static Reading read(Path directory) {
    var file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return new Reading.Absent();
    }
    try {
      var match = CONTENT.matcher(Files.readString(file, StandardCharsets.UTF_8));
      if (!match.matches()) {
        return new Reading.Unreadable(file + " is damaged, or of a format that is not known here");
      }
      var options = new Options(Integer.parseInt(match.group(2)));
      return new Reading.Found(new LogIdentity(LogId.parse(match.group(1)), options));
    } catch (IOException | IllegalArgumentException e) {
      return new Reading.Unreadable(file + " cannot be read: " + Complaint.of(e));
    }
  }

  /** Durable when it returns. */
  void write(Path directory) throws IOException {
    var content = "log %s\nroll FAST_DAILY UTC\nblock %d\n".formatted(logId, options.blockBytes());
    var draft = directory.resolve(FILE + ".new");
    Files.writeString(draft, content, StandardCharsets.UTF_8);
    Durability.force(draft);
    Files.move(
        draft,
        directory.resolve(FILE),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Durability.force(directory);
  }
}
