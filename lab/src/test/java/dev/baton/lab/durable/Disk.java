package dev.baton.lab.durable;

import dev.baton.lab.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own for one directory, which can be filled, frozen and taken away. */
final class Disk implements AutoCloseable {
  private final Path directory;

  private Disk(Path directory) {
    this.directory = directory;
  }

  /** Of so many mebibytes, in memory. */
  static Disk inMemory(Path directory, int mebibytes) {
    var disk = new Disk(made(directory));
    Command.of("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs")
        .and(directory.toString())
        .check();
    return disk;
  }

  /** Of so many mebibytes, an ext4 in a file. */
  static Disk ext4(Path directory, int mebibytes) {
    var disk = new Disk(made(directory));
    var image = directory + ".img";
    Command.of("truncate", "-s", mebibytes + "M", image).check();
    Command.of("mkfs.ext4", "-q", "-F", image).check();
    Command.of("mount", "-o", "loop", image, directory.toString()).check();
    return disk;
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves no room at all. */
  void fill() {
    // Ends with an error, as there is no room for more.
    Command.of("dd", "if=/dev/zero", "bs=64k", "of=" + filler()).run();
  }

  /** Makes room again. */
  void empty() {
    try {
      Files.delete(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  /** Nobody can write there from now on. */
  void forbidWriting() {
    Command.of("mount", "-o", "remount,ro", directory.toString()).check();
  }

  /** Whoever writes there waits from now on. */
  void freeze() {
    Command.of("fsfreeze", "-f", directory.toString()).check();
  }

  /** Ends that; harmless if it was not frozen. */
  void thaw() {
    Command.of("fsfreeze", "-u", directory.toString()).run();
  }

  @Override
  public void close() {
    thaw();
    // Whoever still has files open there keeps them.
    Command.of("umount", "-l", directory.toString()).run();
  }
}
