package dev.baton.lab.bench.ingest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the load program proves what it says; how fast it is here is of no interest. */
class IngestBenchIT {
  private static final int AGENTS = 20;

  private final List<String> lines = new ArrayList<>();

  @Test
  void eventsAtASteadyPaceStandInTheLogOnceEach() {
    new IngestBench(AGENTS, lines::add).live(2_000, 5, 2);
    int records = 4_000 + AGENTS * NodeChain.BEGINNING;
    assertTrue(
        lines.contains("the log holds each once: %,d records".formatted(records)),
        () -> String.join("\n", lines));
  }
}
