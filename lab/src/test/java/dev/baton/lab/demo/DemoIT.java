package dev.baton.lab.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.Await;
import dev.baton.lab.Command;
import dev.baton.lab.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer runs it, from its start to Ctrl-C. */
class DemoIT {
  private static final Duration START_LIMIT = Duration.ofMinutes(6);

  @Test
  void saysWhatToTryDoesItAndTakesEverythingAway(@TempDir Path directory)
      throws IOException, InterruptedException {
    var output = directory.resolve("demo.txt");
    var listen = FreePort.onLoopback();
    var demo =
        new ProcessBuilder(demo("--listen", listen))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    var prefix = "bt" + demo.pid() + "-";
    try {
      Await.until(
          "the invitation",
          START_LIMIT,
          () -> !demo.isAlive() || read(output).contains("Ctrl-C takes everything away"),
          () -> read(output));
      assertTrue(demo.isAlive(), () -> read(output));
      assertTrue(namespaces().contains(prefix + "1-a"));

      var answer = new Command(demo("do", "cut", "a", "--listen", listen)).run();
      assertEquals(0, answer.exitCode(), answer::output);
      var wrong = new Command(demo("do", "paint", "a", "--listen", listen)).run();
      assertEquals(1, wrong.exitCode());
      assertTrue(wrong.output().contains("kill-engine"), "the faults are listed");
    } finally {
      // As Ctrl-C, which whoever runs the tests in the background has it ignore.
      Command.of("kill", "-TERM", Long.toString(demo.pid())).run();
      demo.waitFor();
    }
    assertFalse(namespaces().contains(prefix), "the namespaces are gone");
    assertEquals(1, Command.of("pgrep", "-f", prefix).run().exitCode(), "no process is left");
  }

  private static List<String> demo(String... arguments) {
    return Programs.lab(DemoMain.class, List.of(arguments));
  }

  private static String namespaces() {
    return Command.of("ip", "netns", "list").check();
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
