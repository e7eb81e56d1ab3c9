package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.config.Scheduling;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the engine is raised, and how far. */
class PunctualityTest extends EngineScenario {
  private static final long MILLI = 1_000_000L;

  private final Punctuality punctuality = new Punctuality(host);

  private static Scheduling with(String... lines) {
    AgentConfig config =
        KeepalivedConf.parse("test.conf", "global_defs {\n" + String.join("\n", lines) + "\n}\n")
            .config();
    return config.globals().scheduling();
  }

  private List<String> done() {
    var done = List.copyOf(host.done);
    host.done.clear();
    return done;
  }

  @Test
  void withoutAWordNothingIsAskedOfTheHost() {
    punctuality.use(with());
    punctuality.ranLate(20_000 * MILLI);
    assertEquals(List.of(), done());
  }

  @Test
  void eachTimeThatItRunsLateItIsRaisedByOneUpToTheHighest() {
    punctuality.use(with("max_auto_priority 2"));
    assertEquals(List.of("use Ordinary[niceness=0]"), done());
    punctuality.ranLate(1_000 * MILLI);
    assertEquals(List.of(), done());
    for (int i = 0; i < 4; i++) {
      punctuality.ranLate(1_001 * MILLI);
    }
    assertEquals(List.of("raise to 1", "raise to 2"), done());
  }

  @Test
  void itIsRaisedFromThePriorityThatItHas() {
    punctuality.use(
        with("vrrp_rt_priority 10", "max_auto_priority", "min_auto_priority_delay 2000"));
    punctuality.ranLate(3 * MILLI);
    assertEquals(List.of("use RealTime[priority=10]", "raise to 11"), done());
    punctuality.use(with("vrrp_rt_priority 10", "max_auto_priority 9"));
    punctuality.ranLate(2_000 * MILLI);
    assertEquals(List.of("use RealTime[priority=10]"), done());
  }

  @Test
  void whatTheHostRefusesOnceIsNotAskedForAgain() {
    host.mayBeRaised = false;
    punctuality.use(with("max_auto_priority 50"));
    punctuality.ranLate(1_001 * MILLI);
    punctuality.ranLate(1_001 * MILLI);
    assertEquals(List.of("use Ordinary[niceness=0]", "raise to 1"), done());
  }

  @Test
  void aReloadThatChangesNothingOfItLeavesThePriorityRaised() {
    punctuality.use(with("max_auto_priority 50"));
    punctuality.ranLate(1_001 * MILLI);
    done();
    punctuality.use(with("max_auto_priority 50"));
    punctuality.ranLate(1_001 * MILLI);
    assertEquals(List.of("raise to 2"), done());
    punctuality.use(with());
    assertEquals(List.of("use Usual[]"), done());
  }

  @Test
  void anEngineThatDidNotRunForLongIsRaised() {
    configuration = "global_defs {\n max_auto_priority 5\n}\n" + CONFIG;
    host.whenWaiting(() -> host.advance(100 * MILLI));
    host.whenWaiting(() -> host.advance(1_200 * MILLI));
    runUntilWaits(2);
    assertEquals(
        List.of("use Ordinary[niceness=0]", "raise to 1"),
        host.done.stream().filter(each -> each.matches("(use|raise) .*")).toList());
  }
}
