package dev.baton.agent.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same pid.
 *
 * @param startTicks field 22 of /proc/PID/stat (proc(5)): clock ticks from boot to its start
 */
public record ProcessIdentity(long pid, long startTicks) {
  private static final int START_TIME_FIELD = 22;
  private static final int STATE_FIELD = 3;

  /** The process that runs this code. */
  public static ProcessIdentity ownProcess() {
    return of(ProcessHandle.current().pid())
        .orElseThrow(
            () -> new IllegalStateException("this process is not in /proc: this is a bug"));
  }

  /** The process that has this pid now; empty when there is none or it is a zombie. */
  public static Optional<ProcessIdentity> of(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The command name in field 2 may hold blanks and parentheses: count from its end.
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[STATE_FIELD - 3].equals("Z")) {
        return Optional.empty();
      }
      return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TIME_FIELD - 3])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A process whose command line has these words, one behind the other: none or one. */
  static List<ProcessIdentity> withWords(String first, String second) {
    var words = "\0" + first + "\0" + second + "\0";
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> commandLine(pid).contains(words))
        .flatMap(pid -> of(pid).stream())
        .limit(1)
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It has ended.
      return "";
    }
  }

  static Optional<ProcessIdentity> parse(String text) {
    var parts = text.strip().split(" ", -1);
    return parts.length == 2
        ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
        : Optional.empty();
  }

  String text() {
    return pid + " " + startTicks + "\n";
  }

  /** Whether this very process still runs. */
  public boolean isAlive() {
    return of(pid).equals(Optional.of(this));
  }
}
