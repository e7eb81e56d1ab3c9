package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole engines, the very classes that run on a host, on one segment in virtual time. More seeds
 * than the fixed ones, or one again:
 *
 * <pre>
 *   mvn -pl node-agent/agent -am test -Dtest=LoopSimulationTest \
 *       -Dsurefire.failIfNoSpecifiedTests=false -Dbaton.loops.seed=S -Dbaton.loops.count=N
 * </pre>
 */
class LoopSimulationTest {
  private static final String COMMAND =
      "mvn -pl node-agent/agent -am test -Dtest=LoopSimulationTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dbaton.loops.count=1 -Dbaton.loops.seed=";
  private static final long FIRST = Long.getLong("baton.loops.seed", 1);
  private static final int COUNT = Integer.getInteger("baton.loops.count", 150);

  @TempDir private Path directory = Path.of("");

  @Test
  void everythingHoldsAfterEveryTurn() {
    assertAllPass(LongStream.range(FIRST, FIRST + COUNT));
  }

  @Test
  void aSeedThatFailedOnceRunsForEver() throws IOException {
    var seeds = failedOnce();
    assertFalse(seeds.isEmpty());
    assertAllPass(seeds.stream().mapToLong(Long::longValue));
  }

  @Test
  void oneSeedIsOneRun() {
    try (var rings = new LoopRings(directory)) {
      for (long seed = 1; seed <= 3; seed++) {
        var trace = LoopTrial.run(seed, rings).trace().all();
        assertEquals(trace, LoopTrial.run(seed, rings).trace().all());
      }
    }
  }

  private void assertAllPass(LongStream seeds) {
    try (var rings = new LoopRings(directory)) {
      var failed =
          seeds
              .parallel()
              .mapToObj(seed -> LoopTrial.run(seed, rings))
              .filter(LoopTrial.Result::isFailed)
              .toList();
      assertTrue(failed.isEmpty(), () -> told(failed));
    }
  }

  private static String told(List<LoopTrial.Result> failed) {
    var all = new StringBuilder(failed.getFirst().trace().end());
    for (var each : failed) {
      all.append(
          "\nseed %d: %s. Again: %s%d".formatted(each.seed(), each.wrong(), COMMAND, each.seed()));
    }
    return all.append('\n').toString();
  }

  private static List<Long> failedOnce() throws IOException {
    try (var stream = LoopSimulationTest.class.getResourceAsStream("failed-loop-seeds.txt");
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Long.valueOf(line.split(" ", 2)[0]))
          .toList();
    }
  }
}
