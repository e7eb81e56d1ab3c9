package dev.baton.agent.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the text of configuration files comes from. */
interface Sources {
  /** No configuration is this long; what is, is something else. */
  int MAX_FILE_BYTES = 16 * 1024 * 1024;

  /**
   * The files that a pattern without braces names, sorted, as seen from the directory of the
   * including file.
   */
  List<Path> matching(Path including, String pattern) throws IOException;

  /** The text of one file. */
  String text(Path file) throws IOException;

  /** A variable of the environment that Baton runs in. */
  Optional<String> environment(String name);

  /** The file system. */
  final class OnDisk implements Sources {
    @Override
    public List<Path> matching(Path including, String pattern) throws IOException {
      Path target = including.resolveSibling(pattern);
      if (!Globs.hasWildcards(pattern)) {
        return Files.exists(target, LinkOption.NOFOLLOW_LINKS) ? List.of(target) : List.of();
      }
      List<Path> found = List.of(target.isAbsolute() ? target.getRoot() : Path.of(""));
      for (Path part : target) {
        found = step(found, part.toString());
      }
      return found.stream().filter(path -> !Files.isDirectory(path)).toList();
    }

    /** From these directories, everything that one part of the pattern names. */
    private static List<Path> step(List<Path> directories, String part) throws IOException {
      var found = new ArrayList<Path>();
      for (Path directory : directories) {
        if (!Globs.hasWildcards(part)) {
          found.add(directory.resolve(part));
        } else if (Files.isDirectory(directory)) {
          found.addAll(children(directory, part));
        }
      }
      return found;
    }

    private static List<Path> children(Path directory, String glob) throws IOException {
      var found = new ArrayList<Path>();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
        stream.forEach(found::add);
      }
      // As the shell does: a leading dot has to be asked for.
      found.removeIf(
          path -> path.getFileName().toString().startsWith(".") && !glob.startsWith("."));
      found.sort(null);
      return found;
    }

    @Override
    public Optional<String> environment(String name) {
      return Optional.ofNullable(System.getenv(name));
    }

    @Override
    public String text(Path file) throws IOException {
      if (Files.isDirectory(file)) {
        throw new IOException("it is a directory");
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException("it is longer than " + MAX_FILE_BYTES + " bytes");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
  }

  /** For text that came from no file: nothing can be included. */
  final class None implements Sources {
    @Override
    public List<Path> matching(Path including, String pattern) throws IOException {
      throw new IOException("the including text is not a file");
    }

    @Override
    public Optional<String> environment(String name) {
      return Optional.empty();
    }

    @Override
    public String text(Path file) throws IOException {
      throw new IOException("the including text is not a file");
    }
  }
}
