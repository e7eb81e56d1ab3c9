package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code vrrp_startup_delay} and {@code vrrp_delay_after_boot} hold off, and how long. */
class StartDelayTest extends EngineScenario {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void noInstanceTakesPartBeforeTheDelayIsOver() {
    firstElectionNanos = host.nanos() + 10 * SECOND;
    waits(100, () -> assertEquals(List.of(), transitions()));
    host.whenWaiting(() -> host.advance(10 * SECOND));
    runUntilWaits(1);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
  }

  @Test
  void theEngineWakesBySelfWhenTheDelayIsOver() {
    firstElectionNanos = host.nanos() + 250_000_000L;
    runUntilWaits(3);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
  }

  @Test
  void theWaitForTheActiveBeginsAfterTheDelay() {
    firstElectionNanos = host.nanos() + 2 * SECOND;
    for (int i = 0; i < 50; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(() -> assertEquals(List.of(Cause.STARTUP), causes()));
    active();
    runUntilWaits(0);
    assertTrue(causes().contains(Cause.ACTIVE_DOWN_TIMER_EXPIRED));
  }

  @Test
  void aDelayThatIsOverHoldsNothingOff() {
    firstElectionNanos = host.nanos() - 1;
    runUntilWaits(1);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
  }

  @Test
  void aReloadDoesNotEndTheDelayNorBeginAnother() {
    firstElectionNanos = host.nanos() + SECOND;
    waits(10, () -> reload(CONFIG.replace("priority 100", "priority 90")));
    waits(10, () -> assertEquals(List.of(), transitions()));
    host.whenWaiting(() -> host.advance(SECOND));
    waits(2, () -> reload(CONFIG));
    runUntilWaits(2);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
  }

  @Test
  void anInstanceInFaultAtTheEndOfTheDelaySaysSoThen() {
    firstElectionNanos = host.nanos() + SECOND;
    waits(2, () -> host.setUp("eth0", false));
    waits(2, () -> assertEquals(List.of(), transitions()));
    host.whenWaiting(() -> host.advance(SECOND));
    runUntilWaits(1);
    assertEquals(InstanceState.FAULT, transitions().getFirst().to());
  }
}
