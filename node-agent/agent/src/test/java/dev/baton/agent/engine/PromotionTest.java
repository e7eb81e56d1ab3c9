package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code promote_secondaries} has the kernel told. */
class PromotionTest extends EngineScenario {
  private static final String PROMOTING =
      CONFIG.replace("version 3", "version 3\npromote_secondaries");

  private List<String> told() {
    return host.done.stream()
        .filter(d -> d.contains("promote") || d.startsWith("restore") || d.contains("10.77.0.51"))
        .toList();
  }

  @Test
  void theKernelIsToldBeforeAnAddressComesAndAfterItIsGone() {
    configuration = PROMOTING;
    runUntilWaits(42);
    assertEquals(
        List.of("promote on eth0", "add 10.77.0.51", "remove 10.77.0.51", "restore eth0"), told());
  }

  @Test
  void withoutTheWordItIsToldNothing() {
    runUntilWaits(42);
    assertEquals(List.of("add 10.77.0.51", "remove 10.77.0.51"), told());
  }

  @Test
  void aReloadChangesItAndTheInstanceDoesNotNotice() {
    active();
    host.whenWaiting(() -> reload(PROMOTING));
    host.whenWaiting(() -> host.advance(1_000_000L));
    host.whenWaiting(() -> reload(CONFIG));
    host.whenWaiting(() -> host.advance(1_000_000L));
    host.whenWaiting(() -> assertEquals(List.of("promote on eth0", "restore eth0"), told()));
    runUntilWaits(0);
    assertEquals(3, causes().size(), causes()::toString);
  }

  @Test
  void anInterfaceThatComesBackIsToldAgain() {
    configuration = PROMOTING;
    active();
    host.whenWaiting(() -> host.changes.add(new LinkChange.LinkAppeared("eth1")));
    host.whenWaiting(() -> host.changes.add(new LinkChange.LinkAppeared("eth0")));
    host.whenWaiting(() -> assertTrue(told().equals(List.of("promote on eth0")), told()::toString));
    runUntilWaits(0);
  }
}
