package dev.baton.agent;

import dev.baton.agent.linux.NetworkNamespace;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.steward.Steward;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The network namespace that a node lives in: the one of {@code -s}, or else of {@code
 * net_namespace} in the file, or else the one that it was started in.
 */
record HomeNamespace(String name) {
  private static final Path USUAL_DATA = Path.of("/var/lib/baton");

  /** Of a command line, and of a file that has the name if that is not given. */
  static HomeNamespace of(List<String> given, Steward.Source source) {
    if (!given.isEmpty()) {
      return new HomeNamespace(given.getLast());
    }
    // Of an agent that died, addresses are taken away before its file is read, if that may be.
    return new HomeNamespace(
        mayName(source.file()) ? source.read().config().globals().networkNamespace() : "");
  }

  private static boolean mayName(Path file) {
    try {
      String text = Files.readString(file);
      return text.contains("net_namespace") || text.contains("include");
    } catch (IOException e) {
      // Those who need the file say what is wrong with it.
      return false;
    }
  }

  /** Goes there, if it is another one, by beginning anew; why not, if that cannot be. */
  List<String> enter(Kernel kernel) {
    if (name.isEmpty()) {
      return List.of();
    }
    if (name.contains("/")) {
      return List.of("a network namespace is not called '" + name + "': see ip netns list");
    }
    var namespace = new NetworkNamespace(name);
    return namespace.isOurs()
        ? List.of()
        : List.of(
            "cannot run in the network namespace %s: %s"
                .formatted(name, namespace.beginAnew(kernel)));
  }

  /** Where a node keeps its log that is not told where. */
  Path usualData() {
    return name.isEmpty() ? USUAL_DATA : Path.of(USUAL_DATA + "_" + name);
  }
}
