package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.InstanceEvent.RoutesApplied;
import dev.baton.events.InstanceEvent.RoutesRemoved;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes and rules come and go with the addresses. */
class RoutingTest extends EngineScenario {
  private static final String ROUTE = "192.0.2.0/24 dev eth1";
  private static final String LOOSE = "192.0.3.0/24 dev eth1 no_track";
  private static final String RULE = "preference 5 from 192.0.2.0/24 table 7";

  @BeforeEach
  void configure() {
    configuration =
        CONFIG.replace(
            "  virtual_ipaddress",
            """
            virtual_routes {
              %s
              %s
            }
            virtual_rules {
              %s
            }
            virtual_ipaddress\
            """
                .formatted(ROUTE, LOOSE, RULE));
  }

  private List<String> routing() {
    return host.routing.stream().map(Object::toString).toList();
  }

  @Test
  void theyAreAddedAfterTheAddressesAndRemovedBeforeThem() {
    active();
    assertTrue(host.done.isEmpty());
    host.whenWaiting(() -> assertEquals(List.of(ROUTE, LOOSE, RULE), routing()));
    runUntilWaits(1);
    assertEquals(
        List.of(
            "advert 0",
            "remove " + RULE,
            "remove " + LOOSE,
            "remove " + ROUTE,
            "remove 10.77.0.51"),
        host.done.stream().filter(d -> !d.startsWith("announce") && !d.equals("close")).toList());
    assertTrue(events().contains(new RoutesApplied(List.of(ROUTE, LOOSE, RULE), List.of())));
    assertTrue(events().contains(new RoutesRemoved(List.of(RULE, LOOSE, ROUTE), "engine")));
  }

  @Test
  void whatSomebodyTakesAwayComesBackUnlessItIsNotTracked() {
    active();
    host.whenWaiting(() -> host.takeAway(ROUTE));
    host.whenWaiting(() -> host.takeAway(LOOSE));
    host.whenWaiting(() -> assertEquals(List.of(RULE, ROUTE), routing()));
    runUntilWaits(0);
    assertTrue(events().contains(new RoutesRemoved(List.of(ROUTE), "somebody else")));
    assertTrue(events().contains(new RoutesApplied(List.of(ROUTE), List.of())));
  }

  @Test
  void aBackupPutsNothingBack() {
    active();
    host.whenWaiting(() -> hear(200, 1));
    host.whenWaiting(() -> host.takeAway(ROUTE));
    host.whenWaiting(() -> assertEquals(List.of(), routing()));
    runUntilWaits(0);
  }

  @Test
  void aReloadAddsWhatIsNewAndRemovesWhatIsGone() {
    active();
    host.whenWaiting(() -> reload(configuration.replace("192.0.2.0/24 dev", "192.0.9.0/24 dev")));
    host.whenWaiting(() -> host.done.add("reloaded"));
    runUntilWaits(0);
    assertEquals(
        List.of("remove " + ROUTE, "add 192.0.9.0/24 dev eth1"),
        host.done.stream().filter(d -> d.contains("192.0")).limit(2).toList());
    assertTrue(host.done.indexOf("add 192.0.9.0/24 dev eth1") < host.done.indexOf("reloaded"));
  }

  @Test
  void whatAKilledEngineLeftIsRemovedAtTheStart() {
    for (var left : cast(configuration).config().instances().getFirst().routing()) {
      host.routing.add(left);
    }
    host.whenWaiting(() -> assertEquals(List.of(), routing()));
    runUntilWaits(0);
  }
}
