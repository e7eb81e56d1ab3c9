package dev.baton.lab.bench;

import dev.baton.lab.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the processes of a host have used, by the role of each. */
record Usage(Map<String, Used> byRole) {
  private static final long TICK_MICROS = 10_000;

  /** In /proc/PID/stat the state follows the name in parentheses and a blank. */
  private static final int TO_STATE = 2;

  /**
   * Of one process.
   *
   * @param cpuMicros user and system time since it started
   * @param residentKiB resident memory
   */
  record Used(long cpuMicros, long residentKiB) {
    Used plus(Used other) {
      return new Used(cpuMicros + other.cpuMicros, residentKiB + other.residentKiB);
    }
  }

  static Usage of(Host host) {
    var byRole = new TreeMap<String, Used>();
    host.pids().forEach(pid -> add(pid, byRole));
    return new Usage(byRole);
  }

  private static void add(long pid, Map<String, Used> byRole) {
    try {
      byRole.merge(role(pid), used(pid), Used::plus);
    } catch (IOException e) {
      // It ended between the listing and the look: it has used nothing that counts.
      byRole.putIfAbsent("ended", new Used(0, 0));
    }
  }

  private static String role(long pid) throws IOException {
    String command = Files.readString(proc(pid, "cmdline")).replace('\0', ' ');
    if (command.contains("EngineMain")) {
      return "Baton engine";
    }
    return command.contains("AgentMain") ? "Baton steward" : command.split("[ ]", 2)[0];
  }

  private static Used used(long pid) throws IOException {
    String stat = Files.readString(proc(pid, "stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + TO_STATE).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return new Used(ticks * TICK_MICROS, residentKiB(Files.readAllLines(proc(pid, "status"))));
  }

  private static long residentKiB(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .sum();
  }

  private static Path proc(long pid, String file) {
    return Path.of("/proc/" + pid + "/" + file);
  }
}
