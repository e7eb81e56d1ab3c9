package dev.baton.lab.durable;

import dev.baton.lab.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * A wall clock for one program, which can be set while it runs (libfaketime); its monotonic clock
 * is the machine's. A JVM's native calls ask the C library by its file's name, so there has to be
 * such a file that is the library with the other clock.
 */
record OwnClock(Path directory) {
  private static final String LIBRARY = "libfaketimeMT.so.1";

  /** As the machine's, at first. */
  static OwnClock in(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.createSymbolicLink(directory.resolve("libc.so.6"), library());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var clock = new OwnClock(directory);
    clock.beAhead(Duration.ZERO);
    return clock;
  }

  private static Path library() throws IOException {
    try (var files = Files.find(Path.of("/usr/lib"), 4, (path, _) -> path.endsWith(LIBRARY))) {
      return files
          .findFirst()
          .orElseThrow(() -> new LabException("there is no " + LIBRARY + ": install faketime"));
    }
  }

  /** Sets it so far ahead of the machine's, or behind; seen within a second. */
  void beAhead(Duration ahead) {
    try {
      var draft = directory.resolve("draft");
      Files.writeString(draft, "%+d%n".formatted(ahead.toSeconds()));
      Files.move(draft, offset(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path offset() {
    return directory.resolve("offset");
  }

  /** What starts a program, and what that starts, with this clock. */
  List<String> starter() {
    return List.of(
        "env",
        "LD_PRELOAD=" + directory.resolve("libc.so.6").toAbsolutePath(),
        "FAKETIME_TIMESTAMP_FILE=" + offset().toAbsolutePath(),
        "FAKETIME_CACHE_DURATION=1",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",
        // What it would do for another C library makes waits of this one end at once.
        "FAKETIME_FORCE_MONOTONIC_FIX=0",
        "NO_FAKE_STAT=1",
        "JDK_JAVA_OPTIONS=-Djnr.ffi.library.path=" + directory.toAbsolutePath());
  }
}
