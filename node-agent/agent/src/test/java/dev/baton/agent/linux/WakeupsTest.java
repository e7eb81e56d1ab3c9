package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.Wakeups;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WakeupsTest {
  private final Kernel kernel = Kernel.load();
  private final LinuxClock clock = new LinuxClock(kernel);

  @TempDir Path directory;

  @Test
  void theClockIsTheOneThatAllProcessesShare() {
    long before = System.nanoTime();
    long now = clock.nanos();
    assertTrue(before <= now && now <= System.nanoTime(), "another origin than CLOCK_MONOTONIC");
    long wall = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    assertTrue(clock.wallNanos() >= wall, "another origin than CLOCK_REALTIME");
  }

  @Test
  void aDeadlineIsNeverEarlyAndMayBeRepeated() {
    try (var wakeups = new LinuxWakeups(kernel)) {
      for (int i = 1; i <= 20; i++) {
        long deadline = clock.nanos() + i * 100_000L;
        while (clock.nanos() - deadline < 0) {
          wakeups.await(deadline);
        }
        // One that has passed does not wait, however often it is asked for.
        wakeups.await(deadline);
        wakeups.await(deadline);
        wakeups.await(0);
      }
    }
  }

  @Test
  void aRingFromAnotherThreadWakesAWaitWithoutDeadline() throws InterruptedException {
    var path = directory.resolve("bell");
    try (var wakeups = new LinuxWakeups(kernel);
        var near = Fifo.open(kernel, path);
        var far = Fifo.open(kernel, path)) {
      wakeups.watch(near);
      var ringer = Thread.ofPlatform().start(far::ring);
      wakeups.await(Wakeups.NO_DEADLINE);
      ringer.join();
      assertFalse(near.drain(), "the wait takes the rings itself");
    }
  }

  @Test
  void manyRingsAreOne() {
    try (var bell = Fifo.open(kernel, directory.resolve("bell"))) {
      for (int i = 0; i < 100_000; i++) {
        bell.ring();
      }
      assertTrue(bell.await(1000));
      assertFalse(bell.drain());
      assertFalse(bell.await(1));
    }
  }

  @Test
  void aFileThatIsNoFifoIsNotWrittenTo() throws IOException {
    var file = Files.writeString(directory.resolve("file"), "precious");
    assertThrows(NativeCallException.class, () -> Fifo.open(kernel, file));
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void aProcessThatIsKilledIsNoticed() throws IOException {
    var process = new ProcessBuilder("sleep", "1000").start();
    try (var watch = ProcessWatch.open(kernel, process.pid())) {
      assertFalse(watch.hasExited());
      assertFalse(watch.awaitExit(1));
      assertTrue(watch.kill(ProcessWatch.SIGKILL));
      assertTrue(watch.awaitExit(30_000));
      assertTrue(watch.hasExited());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aProcessThatIsNotThereHasExited() throws IOException, InterruptedException {
    var process = new ProcessBuilder("true").start();
    process.waitFor();
    try (var watch = ProcessWatch.open(kernel, process.pid())) {
      assertTrue(watch.hasExited());
      assertFalse(watch.kill(ProcessWatch.SIGTERM));
    }
  }

  @Test
  void anErrorNamesTheCallTheSubjectAndWhatIsMissing() {
    assertEquals(
        "bind(eth0): EADDRNOTAVAIL",
        NativeCallException.describe("bind", "eth0", Errno.EADDRNOTAVAIL));
    assertEquals(
        "socket(eth0): EPERM. The process needs the capability CAP_NET_RAW to speak VRRP, ARP and"
            + " ND.",
        NativeCallException.describe("socket", "eth0", Errno.EPERM));
  }
}
