package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.InstanceState;
import org.junit.jupiter.api.Test;

class LinklessTest extends EngineScenario {
  private static final String LINKLESS =
      CONFIG.replace("priority 100", "priority 100\ndont_track_primary");

  private long faults() {
    return transitions().stream().filter(t -> t.to() == InstanceState.FAULT).count();
  }

  @Test
  void aDownedLinkIsNoFaultWhereTheFileSaysSo() {
    configuration = LINKLESS;
    active();
    host.whenWaiting(() -> host.setUp("eth0", false));
    runUntilWaits(1);
    assertEquals(0, faults());
  }

  @Test
  void aReloadThatDoesWithoutTheLinkEndsTheFault() {
    active();
    host.whenWaiting(() -> host.setUp("eth0", false));
    host.whenWaiting(() -> reload(LINKLESS));
    runUntilWaits(1);
    assertEquals(1, faults());
    assertTrue(transitions().stream().anyMatch(t -> t.from() == InstanceState.FAULT));
  }
}
