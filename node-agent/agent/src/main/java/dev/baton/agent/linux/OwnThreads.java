package dev.baton.agent.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The threads of this process as the kernel knows them (proc(5)), those of the JVM among them. */
final class OwnThreads {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** In stat, counted from the name in parentheses on, which may have spaces in it. */
  private static final int NICE_AFTER_NAME = 17;

  private OwnThreads() {}

  static List<Integer> all() {
    try (var tasks = Files.newDirectoryStream(TASKS)) {
      var ids = new ArrayList<Integer>();
      tasks.forEach(task -> ids.add(Integer.parseInt(task.getFileName().toString())));
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + TASKS, e);
    }
  }

  static List<Integer> named(String name) {
    return all().stream().filter(id -> name(id).equals(name)).toList();
  }

  private static String name(int id) {
    try {
      return Files.readString(TASKS.resolve(id + "/comm")).strip();
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }

  /** That of the calling thread. */
  static int niceness() {
    try {
      var stat = Files.readString(Path.of("/proc/thread-self/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      return Integer.parseInt(fields[NICE_AFTER_NAME - 1]);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read how nice this thread is", e);
    }
  }
}
