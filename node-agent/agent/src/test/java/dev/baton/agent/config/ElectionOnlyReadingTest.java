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
  void anInstanceThatDoesNotSaySoRunsWithAWarningAsInKeepalived() {
    var reading = without("no_virtual_ipaddress off");
    assertEquals(
        "test.conf:1:1: warning: vrrp_instance A has no virtual_ipaddress; as with keepalived that"
            + " alone does not leave it out: add one, or say no_virtual_ipaddress if none is meant",
        Readings.diagnostics(reading));
    assertEquals(List.of(), Readings.only(reading).addresses());
  }

  @Test
  void addressesMayAllBeUnadvertised() {
    var reading = without("virtual_ipaddress_excluded {", "192.0.2.1", "2001:db8::1", "}");
    var instance = Readings.only(reading);
    assertEquals(List.of(), instance.addresses());
    assertEquals(2, instance.excluded().size());
    assertTrue(
        InstanceDescription.lines(instance, Hooks.NONE, Map.of())
            .contains("  serves      no address that is advertised"));
  }

  @Test
  void inVersion3AnInstanceNeedsAnAddressAsInKeepalived() {
    var excluded = "virtual_ipaddress_excluded {\n192.0.2.1\n}";
    var reading = without("version 3", excluded);
    assertEquals(List.of(), reading.config().instances());
    assertTrue(
        Readings.diagnostics(reading).contains("A is left out: it has no virtual_ipaddress"));
    Readings.only(without("version 3", "no_virtual_ipaddress", excluded));
    Readings.only(without("version 3", "#@baton dual_version on", excluded));
  }

  @Test
  void inStrictModeAnInstanceNeedsAnAddress() {
    assertEquals(
        "test.conf:1:1: error: vrrp_instance A is left out: it has no virtual_ipaddress that can be"
            + " used; add one",
        Readings.diagnostics(without("strict_mode")));
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
