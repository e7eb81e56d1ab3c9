package dev.baton.agent.engine;

import static dev.baton.vrrp.packet.ChecksumForm.PSEUDO_HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.PriorityChanged;
import dev.baton.vrrp.Centiseconds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code interface_up_down_delays} keeps from instances, and what not. */
class SteadyLinksTest extends EngineScenario {
  private static final long TENTH = 100_000_000L;
  private static final String DELAYED =
      "interface_up_down_delays {\neth0 0.5 1\neth1 0.5\n}\n" + CONFIG;
  private static final List<Cause> UNDISTURBED = List.of(Cause.STARTUP, Cause.SHUTDOWN);

  private void tenths(int count) {
    for (int i = 0; i < count; i++) {
      host.whenWaiting(() -> host.advance(TENTH));
    }
  }

  private void set(String link, boolean isUp) {
    host.whenWaiting(() -> host.setUp(link, isUp));
  }

  @Test
  void aLinkThatComesBackInTimeWasNeverDown() {
    configuration = DELAYED;
    set("eth0", false);
    tenths(4);
    set("eth0", true);
    runUntilWaits(10);
    assertEquals(UNDISTURBED, causes());
  }

  @Test
  void aLinkThatStaysDownIsAFaultAfterTheDelay() {
    configuration = DELAYED;
    set("eth0", false);
    tenths(4);
    host.whenWaiting(() -> assertEquals(List.of(Cause.STARTUP), causes()));
    runUntilWaits(2);
    assertEquals(List.of(Cause.STARTUP, Cause.INTERFACE_DOWN, Cause.SHUTDOWN), causes());
  }

  @Test
  void theEngineWakesByItselfWhenALinkCounts() {
    configuration = DELAYED.replace("eth0 0.5 1", "eth0 0.05 1");
    set("eth0", false);
    host.whenWaiting(() -> {});
    host.whenWaiting(() -> host.advance(50_000_000L));
    runUntilWaits(0);
    assertEquals(List.of(Cause.STARTUP, Cause.INTERFACE_DOWN, Cause.SHUTDOWN), causes());
  }

  @Test
  void aLinkCountsAsUpOnlyAfterItsOwnDelay() {
    configuration = DELAYED;
    set("eth0", false);
    tenths(6);
    set("eth0", true);
    tenths(9);
    host.whenWaiting(() -> assertEquals(List.of(Cause.STARTUP, Cause.INTERFACE_DOWN), causes()));
    tenths(2);
    runUntilWaits(0);
    assertEquals(Cause.INTERFACE_UP, causes().get(2));
  }

  @Test
  void eachChangeBeginsTheDelayAnew() {
    configuration = DELAYED;
    for (int i = 0; i < 3; i++) {
      set("eth0", false);
      tenths(4);
      set("eth0", true);
      tenths(1);
    }
    runUntilWaits(1);
    assertEquals(UNDISTURBED, causes());
  }

  @Test
  void aTrackedLinkIsDelayedToo() {
    configuration = DELAYED;
    set("eth1", false);
    tenths(4);
    host.whenWaiting(() -> assertEquals(List.of(), priorities()));
    runUntilWaits(2);
    assertEquals(1, priorities().size());
  }

  @Test
  void aLinkWithoutADelayCountsAtOnce() {
    configuration = DELAYED.replace("eth0 0.5 1\n", "");
    set("eth0", false);
    host.whenWaiting(() -> {});
    runUntilWaits(0);
    assertEquals(List.of(Cause.STARTUP, Cause.INTERFACE_DOWN, Cause.SHUTDOWN), causes());
  }

  @Test
  void theDelayIsShorterWhereTheActiveIsFaster() {
    configuration = DELAYED.replace("eth0 0.5 1", "eth0 1.9");
    host.whenWaiting(() -> hear(200, 1));
    host.whenWaiting(
        () -> hear(advertisement(51, 200, new Centiseconds(10), List.of(VIP)), PSEUDO_HEADER));
    set("eth0", false);
    tenths(2);
    runUntilWaits(1);
    assertEquals(List.of(Cause.STARTUP, Cause.INTERFACE_DOWN, Cause.SHUTDOWN), causes());
  }

  @Test
  void aReloadThatTakesTheDelayAwayLetsOneThatRunsGoOn() {
    configuration = DELAYED;
    set("eth0", false);
    tenths(2);
    host.whenWaiting(() -> reload(CONFIG));
    tenths(2);
    host.whenWaiting(() -> assertEquals(List.of(Cause.STARTUP), causes()));
    runUntilWaits(3);
    assertEquals(List.of(Cause.STARTUP, Cause.INTERFACE_DOWN, Cause.SHUTDOWN), causes());
  }

  private List<PriorityChanged> priorities() {
    return events().stream()
        .filter(PriorityChanged.class::isInstance)
        .map(PriorityChanged.class::cast)
        .toList();
  }
}
