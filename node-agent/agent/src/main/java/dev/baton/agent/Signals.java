package dev.baton.agent;

import dev.baton.agent.linux.ffi.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Signals, by which daemons are told what to do. The JDK keeps what it offers for them to itself;
 * the launcher opens the door that Chronicle needs as well. There signals have numbers, too, so
 * that those without a name can be had, in the JVM's own safe way.
 */
final class Signals {
  private static final String IGNORED = "SigIgn:";

  /** What ends a process: INT and TERM. */
  private static final List<Integer> ENDINGS = List.of(2, 15);

  private Signals() {}

  /**
   * Makes those heard again that this process was born to ignore, as under nohup, or in the
   * background of a script. The JVM leaves such a signal ignored, whoever wants to handle it.
   */
  static void unignore(Kernel kernel, List<Integer> numbers) {
    long ignored = ignored();
    for (int number : numbers) {
      if (isIn(ignored, number)) {
        kernel.unignore(number);
      }
    }
    for (int number : ENDINGS) {
      if (isIn(ignored, number)) {
        kernel.unignore(number);
        handle(number, hearing(kernel, () -> Runtime.getRuntime().exit(128 + number)));
      }
    }
  }

  /**
   * Hears what the launcher held back so that it could not end us before we listen. The machine for
   * Java has held it back in its own threads since.
   */
  static void hear(Kernel kernel) {
    kernel.unblock(ENDINGS);
  }

  /** What runs on a thread of the JVM's own, which must not hold back in those that it starts. */
  static Runnable hearing(Kernel kernel, Runnable action) {
    return () -> {
      hear(kernel);
      action.run();
    };
  }

  private static boolean isIn(long mask, int number) {
    return (mask >>> (number - 1) & 1) != 0;
  }

  private static long ignored() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(IGNORED))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc/self/status", e);
    }
  }

  /**
   * Has this called, on a thread of the JVM's, whenever a signal arrives.
   *
   * @return false when the JVM keeps the signal for itself, as it does SIGUSR2 unless {@code
   *     _JAVA_SR_SIGNUM} names another one
   */
  static boolean handle(int number, Runnable action) {
    try {
      var signal = Class.forName("jdk.internal.misc.Signal");
      var handler = Class.forName("jdk.internal.misc.Signal$Handler");
      var calling =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      var numbered = signal.getConstructor(String.class).newInstance("HUP");
      var field = signal.getDeclaredField("number");
      field.setAccessible(true);
      field.setInt(numbered, number);
      signal.getMethod("handle", signal, handler).invoke(null, numbered, calling);
      return true;
    } catch (InvocationTargetException e) {
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no signals", e);
    }
  }
}
