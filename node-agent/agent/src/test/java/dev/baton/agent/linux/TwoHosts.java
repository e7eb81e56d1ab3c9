package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.ThreadNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Two hosts on one link, made of network namespaces:
 *
 * <pre>
 *   left: eth0 10.9.0.1/24 fe80::1/64  ──veth──  right: eth0 10.9.0.2/24 fe80::2/64
 * </pre>
 *
 * <p>A thread is on a host while it runs what {@link #on} is given, and sockets stay on the host
 * where they were opened.
 */
final class TwoHosts implements AutoCloseable {
  private static final long AWAIT_NANOS = 20_000_000_000L;

  final String left = "baton-test-" + ProcessHandle.current().pid() + "-left";
  final String right = "baton-test-" + ProcessHandle.current().pid() + "-right";
  private final ThreadNamespace threads = new ThreadNamespace();
  private final int home = threads.current();

  TwoHosts() {
    try {
      for (var host : List.of(left, right)) {
        run("ip", "netns", "add", host);
        run("ip", "-n", host, "link", "set", "lo", "up");
      }
      connect();
    } catch (AssertionError e) {
      close();
      throw new AssertionError("these tests make network namespaces, which needs root", e);
    }
  }

  /** Makes the link and its addresses, also after {@link #disconnect}. */
  void connect() {
    run(
        ("ip -n %s link add eth0 address 02:00:00:00:00:01 type veth"
                + " peer eth0 netns %s address 02:00:00:00:00:02")
            .formatted(left, right)
            .split(" "));
    int number = 1;
    for (var host : List.of(left, right)) {
      ip(host, "link set eth0 addrgenmode none up");
      ip(host, "addr add 10.9.0.%d/24 dev eth0".formatted(number));
      ip(host, "addr add fe80::%d/64 dev eth0 nodad".formatted(number));
      number++;
    }
    // A link that has just got its carrier drops what is sent until the kernel has activated it.
    for (var host : List.of(left, right)) {
      await("eth0 is up", () -> ip(host, "link show eth0").contains("state UP"));
    }
  }

  /** Takes the link away on both hosts. */
  void disconnect() {
    ip(left, "link del eth0");
  }

  /** Runs {@code ip} on a host; its output. */
  String ip(String host, String arguments) {
    var command = new ArrayList<>(List.of("ip", "-n", host));
    command.addAll(List.of(arguments.split(" ")));
    return run(command.toArray(String[]::new));
  }

  /** Does something on a host, on the calling thread. */
  <T> T on(String host, Supplier<T> action) {
    int namespace = threads.named(host);
    try {
      threads.enter(namespace);
      return action.get();
    } finally {
      threads.enter(home);
      threads.close(namespace);
    }
  }

  /** Runs a command that has to succeed; its output. */
  static String run(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until something is so, and fails if it does not come to be. */
  static void await(String fact, BooleanSupplier condition) {
    long deadline = System.nanoTime() + AWAIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not so after " + AWAIT_NANOS / 1_000_000_000 + " s: " + fact);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    for (var host : List.of(left, right)) {
      try {
        run("ip", "netns", "del", host);
      } catch (AssertionError e) {
        System.err.println(e.getMessage());
      }
    }
    threads.close(home);
  }
}
