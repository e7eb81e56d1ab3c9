package dev.baton.vrrp.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulator is the main test of the protocol. */
class SimulationTest {
  private static final int SEEDS = 300;

  @Test
  void everyInvariantHoldsInEveryTrial() {
    var failures = new ArrayList<String>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      if (Trial.run(seed) instanceof Verdict.Failed failed) {
        failures.add(failed.line() + "\n    " + String.join("\n    ", failed.trace()));
      }
    }
    assertTrue(failures.isEmpty(), () -> failures.size() + " failed: " + failures.getFirst());
  }

  @Test
  void oneSeedIsOneRun() {
    assertEquals(Trial.run(42), Trial.run(42));
  }

  @Test
  void aFailureNamesItsSeed() {
    var failed = new Verdict.Failed(7, "nobody is Active", List.of());
    assertEquals("seed 7: FAILED, nobody is Active. Again: baton simulate --seed 7", failed.line());
  }
}
