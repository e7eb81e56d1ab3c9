package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine goes over to another configuration. */
class ReloadTest extends EngineScenario {
  @Test
  void aReloadOfTheSameIsNotNoticed() {
    active();
    host.whenWaiting(() -> reload(CONFIG));
    host.whenWaiting(() -> host.done.add("reloaded"));
    runUntilWaits(0);
    assertEquals(0, host.done.indexOf("reloaded"));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void anotherAddressIsTakenOverInPlace() {
    active();
    host.whenWaiting(() -> reload(CONFIG.replace("10.77.0.51", "10.77.0.61")));
    host.whenWaiting(() -> host.done.add("reloaded"));
    runUntilWaits(0);
    assertEquals(
        List.of("add 10.77.0.61", "advert 100"),
        host.done.stream().filter(d -> !d.startsWith("announce")).limit(2).toList());
    assertTrue(host.done.indexOf("remove 10.77.0.51") < host.done.indexOf("reloaded"));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void onlyAnAddressThatIsAddedIsAnnounced() {
    active();
    host.whenWaiting(() -> reload(CONFIG.replace("10.77.0.51", "10.77.0.51\n10.77.0.61")));
    host.whenWaiting(() -> host.done.add("reloaded"));
    runUntilWaits(0);
    assertEquals(List.of(List.of("10.77.0.61")), announced().subList(1, 2));
    assertTrue(host.done.contains("add 10.77.0.61"));
  }

  @Test
  void anAddressThatIsNotAdvertisedIsAddedAndAnnouncedByItself() {
    active();
    var more = "virtual_ipaddress_excluded {\n10.77.0.62\n}\nvirtual_ipaddress {";
    host.whenWaiting(() -> reload(CONFIG.replace("virtual_ipaddress {", more)));
    host.whenWaiting(() -> host.done.add("reloaded"));
    runUntilWaits(0);
    assertTrue(host.done.contains("add 10.77.0.62"), host.done::toString);
    assertEquals(List.of(List.of("10.77.0.62")), announced().subList(1, 2));
  }

  private List<List<String>> announced() {
    return events().stream()
        .filter(InstanceEvent.Announced.class::isInstance)
        .map(each -> ((InstanceEvent.Announced) each).addresses())
        .toList();
  }

  @Test
  void anotherVridEndsItAndSaysSo() {
    active();
    host.whenWaiting(() -> reload(CONFIG.replace("router_id 51", "router_id 52")));
    runUntilWaits(45);
    var ended =
        events().stream()
            .filter(InstanceEvent.Transitioned.class::isInstance)
            .map(InstanceEvent.Transitioned.class::cast)
            .filter(moved -> moved.cause() == Cause.CONFIG_REMOVED)
            .toList();
    assertEquals(1, ended.size());
    assertEquals("virtual_router_id from 51 to 52", ended.getFirst().evidence().get("changed"));
  }

  @Test
  void anotherPriorityIsTakenOverInPlace() {
    active();
    host.whenWaiting(() -> reload(CONFIG.replace("priority 100", "priority 90")));
    runUntilWaits(12);
    assertTrue(host.done.contains("advert 90"));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void anInstanceThatIsNoLongerThereResignsAndANewOneBegins() {
    active();
    var other =
        CONFIG
            .replace("vrrp_instance V", "vrrp_instance W")
            .replace("router_id 51", "router_id 52");
    host.whenWaiting(() -> reload(other.replace("10.77.0.51", "10.77.0.52")));
    runUntilWaits(45);
    assertEquals(List.of("advert 0", "remove 10.77.0.51"), host.done.subList(0, 2));
    assertEquals(
        List.of(
            Cause.STARTUP,
            Cause.ACTIVE_DOWN_TIMER_EXPIRED,
            Cause.CONFIG_REMOVED,
            Cause.STARTUP,
            Cause.ACTIVE_DOWN_TIMER_EXPIRED,
            Cause.SHUTDOWN),
        causes());
  }
}
