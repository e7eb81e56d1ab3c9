package dev.baton.vrrp.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateMainTest {
  private final StringWriter out = new StringWriter();

  @Test
  void severalTrialsSayHowFastTimeWent() {
    assertEquals(0, run("--seed", "1", "--count", "2"));
    assertTrue(out.toString().contains("2 of 2 trials, 0 failed"), out::toString);
    assertTrue(out.toString().contains(" simulated hours per second"), out::toString);
  }

  @Test
  void oneTrialSaysWhatHappened() {
    assertEquals(0, run("--seed", "3"));
    assertTrue(out.toString().startsWith("seed 3: ok, "), out::toString);
  }

  @Test
  void onlySomeStepsCanBePlayed() {
    assertEquals(0, run("--seed", "3", "--only", "1,2"));
    assertTrue(out.toString().startsWith("seed 3: ok, "), out::toString);
  }

  @Test
  void aSeedIsNeeded() {
    assertEquals(2, run("--count", "2"));
  }

  @Test
  void atLeastOneTrialIsRun() {
    assertEquals(2, run("--seed", "1", "--count", "0"));
    assertTrue(out.toString().startsWith("--count is 0, allowed is 1 or more"), out::toString);
  }

  @Test
  void theUsageIsWhatIsTyped() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().startsWith("Usage: baton simulate "), out::toString);
  }

  private int run(String... arguments) {
    return new CommandLine(new SimulateMain())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute(arguments);
  }
}
