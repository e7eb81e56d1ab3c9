package dev.baton.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that iproute2's files give to the numbers of routing, where the host has them. */
final class RoutingNames {
  /** The later a directory, the more it counts. */
  private static final List<Path> DIRECTORIES =
      List.of(Path.of("/usr/share/iproute2"), Path.of("/etc/iproute2"));

  private final List<Path> directories;
  private final Map<Kind, Map<String, Long>> read = new HashMap<>();

  /** What has names. */
  enum Kind {
    TABLE("rt_tables"),
    PROTOCOL("rt_protos"),
    REALM("rt_realms"),
    TOS("rt_dsfield");

    private final String file;

    Kind(String file) {
      this.file = file;
    }

    /** What has a name on every host. */
    private Map<String, Long> always() {
      return switch (this) {
        case TABLE -> Map.of("local", 255L, "main", 254L, "default", 253L);
        case PROTOCOL ->
            Map.of("redirect", 1L, "kernel", 2L, "boot", 3L, "static", 4L, "keepalived", 18L);
        case REALM, TOS -> Map.of();
      };
    }
  }

  RoutingNames() {
    this(DIRECTORIES);
  }

  RoutingNames(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /** The number of a name: none or one. */
  List<Long> number(Kind kind, String name) {
    Long number = read.computeIfAbsent(kind, this::read).get(name);
    return number == null ? List.of() : List.of(number);
  }

  private Map<String, Long> read(Kind kind) {
    var names = new HashMap<>(kind.always());
    for (Path directory : directories) {
      for (Path file : files(directory, kind.file)) {
        lines(file).forEach(line -> read(line, names));
      }
    }
    return names;
  }

  private static List<Path> files(Path directory, String name) {
    var files = new ArrayList<>(List.of(directory.resolve(name)));
    Path more = directory.resolve(name + ".d");
    if (Files.isDirectory(more)) {
      try (var listed = Files.list(more)) {
        listed.filter(file -> file.toString().endsWith(".conf")).sorted().forEach(files::add);
      } catch (IOException e) {
        // Names that cannot be read are not known; whoever uses one is told so.
        return files;
      }
    }
    return files;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void read(String line, Map<String, Long> names) {
    String[] words = line.split("#", 2)[0].strip().split("\\s+", -1);
    if (words.length >= 2 && RoutingWords.isNumber(words[0])) {
      names.put(words[1], RoutingWords.number(words[0]));
    }
  }
}
