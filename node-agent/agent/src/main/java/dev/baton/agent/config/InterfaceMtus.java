package dev.baton.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How large packets may be on the interfaces of a host. */
final class InterfaceMtus {
  /** Those of no host: nothing is known of any interface. */
  static final InterfaceMtus UNKNOWN = new InterfaceMtus(List.of());

  private final List<Path> directories;

  private InterfaceMtus(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /** Those of this host. */
  static InterfaceMtus ofThisHost() {
    return in(Path.of("/sys/class/net"));
  }

  /** Those that a directory tells of as the kernel's does. */
  static InterfaceMtus in(Path directory) {
    return new InterfaceMtus(List.of(directory));
  }

  /** None where nothing is known, or one. */
  List<Integer> bytes(String interfaceName) {
    if (!InterfaceNames.isValid(interfaceName)) {
      return List.of();
    }
    return directories.stream()
        .map(directory -> directory.resolve(interfaceName).resolve("mtu"))
        .flatMap(file -> number(file).stream())
        .toList();
  }

  private static List<Integer> number(Path file) {
    try {
      String text = Files.readString(file).strip();
      return Numbers.isInteger(text) ? List.of(Integer.parseInt(text)) : List.of();
    } catch (IOException e) {
      // An interface that is not there yet has none.
      return List.of();
    }
  }
}
