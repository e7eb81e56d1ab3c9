package dev.baton.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file with the agent's process id; it belongs to the process whose id it holds. */
record PidFile(Path path) {
  /** The running agent that the file names, other than this process: one, or none. */
  List<Long> runningAgent() {
    return owner().stream().filter(pid -> pid != own() && isAgent(pid)).toList();
  }

  /** Writes our process id down, until we end. */
  void write() throws IOException {
    Files.writeString(path, own() + "\n");
    Runtime.getRuntime().addShutdownHook(new Thread(this::remove, "baton-pid-file"));
  }

  /** Takes the file away if it is still ours. */
  void remove() {
    if (owner().contains(own())) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        System.err.println("cannot remove " + path + ": " + e.getMessage());
      }
    }
  }

  private List<Long> owner() {
    try {
      return List.of(Long.valueOf(Files.readString(path).strip()));
    } catch (IOException | NumberFormatException e) {
      // It names nobody.
      return List.of();
    }
  }

  private static boolean isAgent(long pid) {
    try {
      var words = Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0", -1);
      return List.of(words).contains(AgentMain.class.getName());
    } catch (IOException e) {
      // The process has ended.
      return false;
    }
  }

  private static long own() {
    return ProcessHandle.current().pid();
  }
}
