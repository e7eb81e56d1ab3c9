package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Family;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElectionOnlyReadingTest {
  private static ConfigReading without(String... lines) {
    return Readings.of(
        """
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        %s
        }
        """
            .formatted(String.join("\n", lines)));
  }

  @Test
  void anInstanceNeedsNoAddressWhereItSaysSo() {
    var reading = without("no_virtual_ipaddress");
    assertEquals("", Readings.diagnostics(reading));
    var instance = Readings.only(reading);
    assertEquals(List.of(), instance.addresses());
    assertEquals(Family.IPV4, instance.family());
    assertEquals(
        Family.IPV6, Readings.only(without("no_virtual_ipaddress", "native_ipv6")).family());
    assertTrue(
        InstanceDescription.lines(instance, Hooks.NONE, Map.of())
            .contains(
                "  serves      no address: who is Active is all that it decides, and tells its"
                    + " scripts"));
  }

  @Test
  void anInstanceThatDoesNotSaySoIsLeftOut() {
    assertEquals(
        "test.conf:1:1: error: vrrp_instance A is left out: it has no virtual_ipaddress that can be"
            + " used; add one",
        Readings.diagnostics(without("no_virtual_ipaddress off")));
  }

  @Test
  void strictModeHasNoRoutersWithoutAddresses() {
    var reading = without("no_virtual_ipaddress", "strict_mode");
    assertEquals(List.of(), reading.config().instances());
    assertTrue(Readings.diagnostics(reading).contains("does not go with strict mode"));
  }

  @Test
  void addressesThatAreThereAreUsed() {
    var reading = Readings.withLines("no_virtual_ipaddress");
    assertEquals(1, Readings.only(reading).addresses().size());
    assertTrue(Readings.diagnostics(reading).contains("no_virtual_ipaddress is not used"));
  }
}
