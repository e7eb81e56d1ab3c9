package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.NodeEvent.TablesRestored;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of the packet filter, when somebody else changed it. */
class FilterWatchTest extends EngineScenario {
  private List<TablesRestored> told() {
    return events().stream()
        .filter(TablesRestored.class::isInstance)
        .map(TablesRestored.class::cast)
        .toList();
  }

  @Test
  void whatIsFoundGoneIsToldAndNoInstanceMoves() {
    active();
    host.whenWaiting(() -> host.gone = new Mended(List.of("ip baton-1"), "not permitted"));
    host.whenWaiting(() -> host.advance(1_000_000_000L));
    host.whenWaiting(() -> host.gone = Mended.NOTHING);
    host.whenWaiting(() -> host.advance(1_000_000_000L));
    runUntilWaits(1);
    var event = new TablesRestored(List.of("ip baton-1"), "not permitted", 1);
    assertEquals(List.of(event, event), told(), "once of each of the two that use it");
    assertEquals(3, causes().size(), causes()::toString);
  }

  @Test
  void whoDoesItAllTheTimeIsToldOfMoreAndMoreSeldom() {
    active();
    host.whenWaiting(() -> host.gone = new Mended(List.of("ip baton-1"), ""));
    for (int i = 0; i < 200; i++) {
      host.whenWaiting(() -> host.advance(1_000_000_000L));
    }
    host.whenWaiting(() -> host.gone = Mended.NOTHING);
    runUntilWaits(1);
    var times = told().stream().map(TablesRestored::times).toList();
    assertEquals(List.of(1, 1, 60, 60, 120, 120), times);
  }

  @Test
  void aFilterThatNobodyTouchedIsNoEvent() {
    runUntilWaits(42);
    assertTrue(told().isEmpty());
  }
}
