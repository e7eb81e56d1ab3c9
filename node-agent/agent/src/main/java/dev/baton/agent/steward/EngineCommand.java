package dev.baton.agent.steward;

import dev.baton.agent.link.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How an engine process is started: the steward's own JVM and class path, but a leaner machine. */
final class EngineCommand {
  // There is no -XX:TieredStopAtLevel=1 here, small as it would make the engine: without the second
  // compiler an advertisement costs twice as much to receive.
  // No hsperfdata file: a JVM that writes into a mapped page of a stalled disk stands still at
  // its next safepoint.
  private static final List<String> LEAN =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms24m",
          "-Xmx48m",
          "-Xss512k",
          "-XX:-UsePerfData",
          "-XX:+UseCompactObjectHeaders");

  // From its first instruction on: what ends a process and was sent to the whole service (by
  // systemd, or somebody's kill) is the steward's to answer, who stops the engine in good order.
  private static final String DEAF = "trap '' HUP INT USR1 USR2 TERM 36 63 64; exec setsid \"$@\"";

  /** Starts an engine in a session of its own, so that a terminal's Ctrl-C reaches us alone. */
  Process start(RunDirectory run) throws IOException {
    var command = new ArrayList<>(List.of("sh", "-c", DEAF, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LEAN);
    command.addAll(grantsOfThisJvm());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(RunDirectory.ENGINE_PROGRAM);
    command.add(run.path().toString());
    var builder = new ProcessBuilder(command);
    // The JVM takes SIGUSR2 for itself unless it is told another one.
    builder.environment().putIfAbsent("_JAVA_SR_SIGNUM", "62");
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The launcher knows which doors of the JDK the libraries need; what we got, the engine gets. */
  private static List<String> grantsOfThisJvm() throws IOException {
    return Arrays.stream(Files.readString(Path.of("/proc/self/cmdline")).split("\0"))
        .filter(argument ->
            argument.startsWith("--add-opens=")
                || argument.startsWith("--enable-native-access=")
                || argument.startsWith("--sun-misc-unsafe-memory-access="))
        .toList();
  }
}
