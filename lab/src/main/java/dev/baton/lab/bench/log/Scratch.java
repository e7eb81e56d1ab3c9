package dev.baton.lab.bench.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory for what a benchmark writes; gone with its end. */
public record Scratch(Path root) implements AutoCloseable {
  /** An empty one. */
  public static Scratch make() throws IOException {
    return new Scratch(Files.createTempDirectory("baton-bench"));
  }

  /** A directory of its own for each name; it is made by whoever writes there. */
  public Path directory(String name) {
    return root.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
