package dev.baton.events.chronicle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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

  /** The same for all files of a directory, and for itself. */
  static void forceAll(Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory)) {
      for (var file : files) {
        force(file);
      }
    }
    force(directory);
  }
}
