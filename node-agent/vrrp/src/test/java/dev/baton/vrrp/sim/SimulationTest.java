package dev.baton.vrrp.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.vrrp.Input;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.VirtualRouter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The simulator is the main test of the protocol. */
class SimulationTest {
  private static final int SEEDS = 2_000;

  @Test
  void everyInvariantHoldsInEveryTrial() {
    assertAllPass(LongStream.rangeClosed(1, SEEDS));
  }

  @Test
  void aSeedThatFailedOnceRunsForEver() throws IOException {
    var seeds = failedOnce();
    assertFalse(seeds.isEmpty());
    assertAllPass(seeds.stream().mapToLong(Long::longValue));
  }

  @Test
  void oneSeedIsOneRun() {
    assertEquals(Trial.run(42), Trial.run(42));
  }

  @Test
  void aFailureNamesItsSeed() {
    var failed = new Verdict.Failed(7, "nobody is Active", Set.of(), List.of());
    assertEquals("seed 7: FAILED, nobody is Active. Again: baton simulate --seed 7", failed.line());
  }

  @Test
  void aFailureIsToldWithAsLittleAsPossible() {
    var failed = assertInstanceOf(Verdict.Failed.class, firstFailureOf(SimulationTest::deafToStop));
    var shortest = Shrinker.shrink(failed, SimulationTest::deafToStop);
    assertEquals(1, shortest.steps().size(), shortest::line);
    assertTrue(shortest.command().contains(" --only "), shortest::command);
    assertEquals(shortest, Trial.run(failed.seed(), SimulationTest::deafToStop, shortest.steps()));
  }

  @Test
  void aTraceSaysWhoDidWhatAndWhen() {
    var failed = assertInstanceOf(Verdict.Failed.class, firstFailureOf(SimulationTest::deafToStop));
    assertTrue(failed.trace().getLast().contains("violated: "), failed.trace()::getLast);
    assertTrue(failed.trace().stream().anyMatch(line -> line.contains("to=ACTIVE")));
  }

  /** A defect: an Active that is stopped goes on. */
  private static Step deafToStop(State state, Input input, long nowNanos) {
    return state instanceof State.Active && input instanceof Input.Shutdown
        ? new Step(state, List.of())
        : VirtualRouter.on(state, input, nowNanos);
  }

  private static Verdict firstFailureOf(Rules rules) {
    return LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> Trial.run(seed, rules, Set.of()))
        .filter(Verdict.Failed.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static void assertAllPass(LongStream seeds) {
    var failures =
        seeds
            .parallel()
            .mapToObj(Trial::run)
            .filter(Verdict.Failed.class::isInstance)
            .map(Verdict.Failed.class::cast)
            .toList();
    assertTrue(failures.isEmpty(), () -> failures.size() + " failed: " + told(failures));
  }

  private static String told(List<Verdict.Failed> failures) {
    var shortest = Shrinker.shrink(failures.getFirst(), VirtualRouter::on);
    return shortest.line() + "\n    " + String.join("\n    ", shortest.trace());
  }

  private static List<Long> failedOnce() throws IOException {
    try (var stream = SimulationTest.class.getResourceAsStream("failed-seeds.txt");
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Long.valueOf(line.split(" ", 2)[0]))
          .toList();
    }
  }
}
