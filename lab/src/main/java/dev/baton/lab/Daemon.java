package dev.baton.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that goes on running in the lab, with its output in a file. */
public final class Daemon {
  private static final int TAIL_LINES = 40;

  private final String name;
  private final Path log;
  private final Process process;

  private Daemon(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  static Daemon start(String name, Path log, List<String> words) {
    try {
      var process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      return new Daemon(name, log, process);
    } catch (IOException e) {
      throw new LabException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /** The process id: `ip netns exec` and `setsid` become the program, so it is the program's. */
  public long pid() {
    return process.pid();
  }

  /** Whether the program is still running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether the program has mapped a file into its memory whose path contains this. */
  public boolean holdsOpen(String part) {
    try {
      return Files.readString(Path.of("/proc/" + pid() + "/maps")).contains(part);
    } catch (IOException e) {
      // It has ended.
      return false;
    }
  }

  /** What the program has printed so far. */
  public String output() {
    try {
      return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends TERM, without waiting. */
  public void terminate() {
    process.destroy();
  }

  /** Sends KILL and waits for the end. */
  public void kill() {
    process.destroyForcibly();
    if (!ended(Await.LIMIT)) {
      throw new LabException(name + " outlives SIGKILL");
    }
  }

  /** Sends TERM and waits for the end; KILL when there is none within the limit. */
  public void stop(Duration limit) {
    terminate();
    if (!ended(limit)) {
      kill();
    }
  }

  /** Waits for the program's own end and returns its exit code. */
  public int awaitExit(Duration limit) {
    if (!ended(limit)) {
      throw new LabException(name + " has not ended within " + limit + "\n" + tail());
    }
    return process.exitValue();
  }

  boolean ended(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw LabException.interrupted(e);
    }
  }

  /** The last lines of the output, under a title line. */
  public String tail() {
    var lines = output().lines().toList();
    var last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    var state = isAlive() ? "running" : "ended with " + process.exitValue();
    return "--- " + name + " (" + state + ")\n" + String.join("\n", last) + "\n";
  }
}
