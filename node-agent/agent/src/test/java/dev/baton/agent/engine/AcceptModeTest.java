package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.FirewallTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptModeTest extends EngineScenario {
  private static final String REFUSING = CONFIG.replace("version 3", "version 3\nno_accept");

  private List<String> ofRefusal() {
    return host.done.stream()
        .filter(d -> d.startsWith("refuse") || d.startsWith("accept") || d.contains("10.77.0.51"))
        .toList();
  }

  @Test
  void packetsAreRefusedBeforeAnAddressIsThereAndUntilItIsGone() {
    configuration = REFUSING;
    runUntilWaits(42);
    assertEquals(
        List.of("refuse 1", "add 10.77.0.51", "remove 10.77.0.51", "accept 1"), ofRefusal());
  }

  @Test
  void packetsAreTakenUnlessTheFileSaysOtherwise() {
    runUntilWaits(42);
    assertFalse(host.done.toString().contains("refuse"), host.done::toString);
  }

  @Test
  void theOwnerOfTheAddressesTakesPacketsWhateverTheFileSays() {
    configuration = REFUSING.replace("priority 100", "priority 255");
    runUntilWaits(2);
    assertFalse(host.done.toString().contains("refuse"), host.done::toString);
  }

  @Test
  void strictModeRefusesThem() {
    configuration = CONFIG.replace("version 3", "version 3\nstrict_mode");
    runUntilWaits(42);
    assertEquals("refuse 1", ofRefusal().getFirst());
  }

  @Test
  void theTablesAreThoseOfTheFileAlsoAfterAReload() {
    configuration = "global_defs {\nnftables vips\n}\n" + REFUSING;
    host.whenWaiting(() -> assertEquals("vips", host.tables.name()));
    host.whenWaiting(() -> reload(REFUSING));
    runUntilWaits(1);
    assertEquals(FirewallTables.USUAL, host.tables);
  }

  @Test
  void aReloadChangesItInPlace() {
    active();
    host.whenWaiting(() -> reload(REFUSING));
    host.whenWaiting(() -> host.advance(1_000_000L));
    host.whenWaiting(() -> reload(CONFIG));
    runUntilWaits(1);
    assertEquals(List.of("refuse 1", "accept 1"), ofRefusal().subList(0, 2));
    assertTrue(causes().size() == 3, causes()::toString);
  }
}
