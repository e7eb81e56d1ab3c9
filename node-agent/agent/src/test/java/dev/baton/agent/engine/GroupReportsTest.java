package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.KeepalivedConf;
import org.junit.jupiter.api.Test;

/** {@code disable_local_igmp}: for how long reports of groups are withheld. */
class GroupReportsTest extends EngineScenario {
  private static final String WITHHELD = "global_defs {\n disable_local_igmp\n}\n" + CONFIG;

  @Test
  void theyAreWithheldWhileTheFileSaysSoAndAnEngineRuns() {
    waits(3, () -> assertTrue(host.reportsGroups));
    waits(1, () -> reload(WITHHELD));
    waits(3, () -> assertEquals(false, host.reportsGroups));
    waits(1, () -> reload(CONFIG));
    waits(3, () -> assertTrue(host.reportsGroups));
    waits(1, () -> reload(WITHHELD));
    waits(3, () -> assertEquals(false, host.reportsGroups));
    runUntilWaits(1);
    assertTrue(host.reportsGroups);
  }

  @Test
  void theWordIsPartOfTheMeaning() {
    assertNotEquals(
        KeepalivedConf.parse("a", CONFIG).config().hash(),
        KeepalivedConf.parse("a", WITHHELD).config().hash());
  }
}
