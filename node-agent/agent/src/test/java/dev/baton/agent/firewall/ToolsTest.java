package dev.baton.agent.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.baton.agent.firewall.Tools.Listing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToolsTest {
  private final Tools tools = new Tools(60_000);

  @Test
  void aProgramsOutputItsFailureAndItsAbsenceAreToldApart() {
    assertEquals(new Listing.Printed("rules\n"), tools.run("echo", "rules"));
    assertEquals(
        new Listing.Failed("no right"), tools.run("sh", "-c", "echo no right >&2; exit 1"));
    assertEquals(new Listing.Failed("it ended with exit code 3"), tools.run("sh", "-c", "exit 3"));
    assertEquals(new Listing.Missing(), tools.run("no-such-program-of-a-firewall"));
  }

  @Test
  void aProgramThatHangsIsKilled() {
    assertEquals(
        new Listing.Failed("it did not end within 50 ms"), new Tools(50).run("sleep", "4711"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          while (ProcessHandle.current().children().anyMatch(ToolsTest::sleeps)) {
            Thread.onSpinWait();
          }
        });
  }

  private static boolean sleeps(ProcessHandle child) {
    return child.isAlive() && child.info().commandLine().orElse("").contains("sleep 4711");
  }
}
