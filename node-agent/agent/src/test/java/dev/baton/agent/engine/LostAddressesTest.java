package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent.VipsApplied;
import dev.baton.events.InstanceEvent.VipsRemoved;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses that go with their interface, of which nobody may say that they went. */
class LostAddressesTest extends EngineScenario {
  private static final String VIP_TEXT = "10.77.0.51";
  private static final VipsRemoved TAKEN = new VipsRemoved(List.of(VIP_TEXT), "somebody else");
  private static final VipsRemoved REMOVED = new VipsRemoved(List.of(VIP_TEXT), "engine");

  private List<Event> ofAddresses() {
    return events().stream()
        .filter(event -> event instanceof VipsApplied || event instanceof VipsRemoved)
        .toList();
  }

  private void lose() {
    host.takeAway("eth0", VIP);
    host.changes.clear();
  }

  @Test
  void anInterfaceThatWasMadeAnewMeanwhileGetsTheAddressesOfItsActiveAgain() {
    active();
    host.whenWaiting(() -> {
      lose();
      host.changes.add(new LinkChange.LinkGone("eth0"));
      host.changes.add(new LinkChange.LinkAppeared("eth0"));
    });
    host.whenWaiting(() -> assertTrue(host.done.contains("add " + VIP_TEXT), host.done.toString()));
    runUntilWaits(0);
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
    var applied = new VipsApplied(List.of(VIP_TEXT), List.of());
    assertEquals(List.of(applied, TAKEN, applied, REMOVED), ofAddresses());
  }

  @Test
  void theLogKnowsOfAddressesThatWentBeforeTheEngineCouldTakeThemAway() {
    active();
    host.whenWaiting(() -> {
      lose();
      host.setUp("eth0", false);
    });
    runUntilWaits(2);
    assertEquals(List.of(new VipsApplied(List.of(VIP_TEXT), List.of()), TAKEN), ofAddresses());
  }
}
