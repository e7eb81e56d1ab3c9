package dev.baton.lab.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.lab.LabException;
import dev.baton.lab.Programs;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A controller in a process of its own, with a new log, and what it uses. */
final class MeasuredController implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = 20_000_000L;
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final double KIB_PER_MIB = 1024;

  private final Process process;
  private final InetSocketAddress agents;
  private final Path output;

  private MeasuredController(Process process, InetSocketAddress agents, Path output) {
    this.process = process;
    this.agents = agents;
    this.output = output;
  }

  /** Listens when this returns. */
  static MeasuredController start(Path data) throws IOException, InterruptedException {
    var agents = freeAddress();
    var words =
        Programs.controller(
            List.of(
                "--data",
                data.toString(),
                "--listen",
                words(freeAddress()),
                "--listen-agents",
                words(agents)));
    Files.createDirectories(data);
    var output = data.resolve("output");
    var process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    var controller = new MeasuredController(process, agents, output);
    controller.awaitListening();
    return controller;
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(probe.getInetAddress(), probe.getLocalPort());
    }
  }

  private static String words(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private void awaitListening() throws IOException {
    long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() - deadlineNanos > 0) {
        throw new LabException("the controller does not listen: " + Files.readString(output));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private boolean isListening() throws IOException {
    try (var probe = new Socket(agents.getAddress(), agents.getPort())) {
      return probe.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  InetSocketAddress agents() {
    return agents;
  }

  /** Since it was started. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory, now and at most. */
  String memory() throws IOException {
    return "%.0f MiB resident, at most %.0f".formatted(mib("VmRSS:"), mib("VmHWM:"));
  }

  private double mib(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
            .filter(line -> line.startsWith(field))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .sum()
        / KIB_PER_MIB;
  }

  /** What is reachable: counted by its collector, which collects for that. */
  String liveHeap() throws IOException, InterruptedException {
    var histogram =
        ask("GC.class_histogram").lines().filter(line -> line.startsWith("Total")).toList();
    var words = histogram.isEmpty() ? new String[0] : histogram.getFirst().strip().split("\\s+");
    return words.length < 3
        ? "unknown"
        : "%.0f MiB".formatted(Long.parseLong(words[2]) / BYTES_PER_MIB);
  }

  private String ask(String what) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var asking =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), what)
            .redirectErrorStream(true)
            .start();
    var answer = new String(asking.getInputStream().readAllBytes(), UTF_8);
    asking.waitFor();
    return answer;
  }

  /** In order, as SIGTERM does it. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new LabException("the controller outlives SIGTERM");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
