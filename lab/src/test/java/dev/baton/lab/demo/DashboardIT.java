package dev.baton.lab.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.lab.Programs;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The dashboard in a real browser, on a real controller with three real agents. */
class DashboardIT {
  @Test
  void showsWhatHappensToTheNodesAndDrainsOne() throws IOException, InterruptedException {
    try (var lab = Fleet.openLab()) {
      var fleet = Fleet.start(lab, FreePort.onLoopback());
      fleet.awaitFine();
      var script = new ProcessBuilder("node", "e2e/dashboard.e2e.mjs").redirectErrorStream(true);
      script.directory(Programs.root().resolve("webui").toFile());
      script.environment().put("BATON_URL", fleet.address().toString());
      var shots = Programs.root().resolve("webui/target/shots");
      script.environment().put("SHOTS_DIR", shots.toString());
      var process = script.start();
      var output = new StringBuilder();
      try (var lines = process.inputReader(StandardCharsets.UTF_8);
          var answers = process.outputWriter(StandardCharsets.UTF_8)) {
        lines.lines().forEach(line -> follow(fleet, line, answers, output));
      }
      assertEquals(0, process.waitFor(), () -> output + lab.tails());
    }
  }

  private static void follow(Fleet fleet, String line, Writer answers, StringBuilder output) {
    output.append(line).append('\n');
    if (!line.startsWith("DO ")) {
      return;
    }
    var answer = fleet.obey(line.substring("DO ".length()));
    try {
      answers.write((answer.startsWith("OK") ? "OK" : answer) + "\n");
      answers.flush();
    } catch (IOException e) {
      output.append("the script does not listen: ").append(e.getMessage()).append('\n');
    }
  }
}
