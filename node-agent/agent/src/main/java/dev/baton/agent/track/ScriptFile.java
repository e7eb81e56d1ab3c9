package dev.baton.agent.track;

import dev.baton.agent.config.ScriptCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a script's program can be run, and is safe to. As keepalived does, one that cannot be
 * found is not run at all, which is something else than one that fails.
 */
sealed interface ScriptFile {
  int GROUP_WRITES = 0020;
  int OTHERS_WRITE = 0002;
  int STICKY = 01000;

  /** It can. */
  record Usable() implements ScriptFile {}

  /** It cannot, or must not. */
  record Unusable(String reason) implements ScriptFile {}

  /** Looks at the program as it is now. */
  static ScriptFile of(ScriptCommand command, ScriptUsers.Prefix user) {
    return switch (user) {
      case ScriptUsers.Prefix.Impossible(String reason) -> new Unusable(reason);
      case ScriptUsers.Prefix.Words words -> of(command, words.uid());
    };
  }

  private static ScriptFile of(ScriptCommand command, long uid) {
    if (command.words().isEmpty()) {
      return new Unusable("there is nothing to run");
    }
    String program = command.words().getFirst();
    var found = candidates(program).filter(Files::isRegularFile).toList();
    if (found.isEmpty()) {
      return new Unusable(program + " is not found");
    }
    if (!Files.isExecutable(found.getFirst())) {
      return new Unusable(program + " is not executable");
    }
    if (command.secured() && uid == 0) {
      return secured(found.getFirst());
    }
    return new Usable();
  }

  private static Stream<Path> candidates(String program) {
    if (program.contains("/")) {
      return Stream.of(Path.of(program));
    }
    String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    return Stream.of(path.split(":", -1)).map(directory -> Path.of(directory, program));
  }

  private static ScriptFile secured(Path program) {
    try {
      for (Path part : List.of(program.toAbsolutePath(), program.toRealPath())) {
        for (Path at = part; at != null; at = at.getParent()) {
          if (othersWrite(at)) {
            return new Unusable(at + " can be written by others than root");
          }
        }
      }
      return new Usable();
    } catch (IOException e) {
      return new Unusable(program + " cannot be looked at: " + e.getMessage());
    }
  }

  private static boolean othersWrite(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return number(path, "uid", LinkOption.NOFOLLOW_LINKS) != 0;
    }
    int mode = number(path, "mode");
    // In a sticky directory nobody replaces what is not theirs.
    boolean sticky = Files.isDirectory(path) && (mode & STICKY) != 0;
    boolean groupWrites = (mode & GROUP_WRITES) != 0 && number(path, "gid") != 0;
    boolean writable = (groupWrites || (mode & OTHERS_WRITE) != 0) && !sticky;
    return number(path, "uid") != 0 || writable;
  }

  private static int number(Path path, String attribute, LinkOption... options) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:" + attribute, options);
  }
}
