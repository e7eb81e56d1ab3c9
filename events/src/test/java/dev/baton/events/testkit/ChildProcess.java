package dev.baton.events.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with this one's class path and flags, to be killed. */
public final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs the class's {@code main}. */
  public static ChildProcess start(Class<?> main, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--") && !flag.startsWith("--add-reads"))
        .forEach(command::add);
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** The next number that it prints. */
  public long nextNumber() throws IOException {
    var line = output.readLine();
    if (line == null) {
      throw new AssertionError("the child has ended");
    }
    return Long.parseLong(line);
  }

  /** Kill -9, and what it had printed last. */
  public long kill(long lastSeen) throws IOException, InterruptedException {
    // By its handle: Process.destroyForcibly would close the pipe with what is still in it.
    process.toHandle().destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the child does not die");
    }
    // The last line may be torn, so a number counts only with the line end behind it.
    var rest = new StringBuilder();
    for (int next = output.read(); next >= 0; next = output.read()) {
      rest.append((char) next);
    }
    var lines = rest.toString().split("\n", -1);
    return lines.length < 2 ? lastSeen : Long.parseLong(lines[lines.length - 2]);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }
}
