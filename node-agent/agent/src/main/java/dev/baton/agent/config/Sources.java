package dev.baton.agent.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the text of configuration files comes from. */
interface Sources {
  /** No configuration is this long; what is, is something else. */
  int MAX_FILE_BYTES = 16 * 1024 * 1024;

  /** The files that a pattern names, sorted, as seen from the directory of the including file. */
  List<Path> matching(Path including, String pattern) throws IOException;

  /** The text of one file. */
  String text(Path file) throws IOException;

  /** The file system. */
  final class OnDisk implements Sources {
    @Override
    public List<Path> matching(Path including, String pattern) throws IOException {
      Path target = including.resolveSibling(pattern);
      if (!hasWildcards(pattern)) {
        return List.of(target);
      }
      List<Path> found = List.of(target.isAbsolute() ? target.getRoot() : Path.of(""));
      for (Path part : target) {
        found = step(found, part.toString());
      }
      return found.stream().filter(Files::isRegularFile).toList();
    }

    private static boolean hasWildcards(String pattern) {
      return pattern.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** From these directories, everything that one part of the pattern names. */
    private static List<Path> step(List<Path> directories, String part) throws IOException {
      var found = new ArrayList<Path>();
      for (Path directory : directories) {
        if (!hasWildcards(part)) {
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
    public String text(Path file) throws IOException {
      throw new IOException("the including text is not a file");
    }
  }
}
