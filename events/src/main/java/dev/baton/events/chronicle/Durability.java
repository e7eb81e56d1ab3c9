package dev.baton.events.chronicle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What reaches the disk. */
final class Durability {
  private Durability() {}

  /** Returns when the file, or the entries of the directory, are on the disk. */
  static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(false);
    }
  }
}
