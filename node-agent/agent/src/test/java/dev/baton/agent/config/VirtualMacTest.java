package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualMacTest {
  private static final String TWO_FAMILIES =
      """
      global_defs {
        %s
      }
      vrrp_instance FOUR {
        interface eth0
        %s
        virtual_router_id 51
        virtual_ipaddress {
          192.0.2.51/24
        }
      }
      vrrp_instance SIX {
        interface eth0
        use_vmac
        virtual_router_id 51
        virtual_ipaddress {
          fe80::51
        }
      }
      """;

  private static List<String> interfaces(InstanceConfig instance) {
    return instance.linkLayer().interfaces().stream()
        .map(each -> each.interfaceName() + " " + each.parent() + " " + each.mac())
        .toList();
  }

  private static List<String> placed(InstanceConfig instance) {
    return Stream.of(instance.addresses(), instance.excluded())
        .flatMap(List::stream)
        .map(VirtualAddress::toString)
        .toList();
  }

  @Test
  void withoutUseVmacAllIsOnTheInterfacesOfTheHost() {
    assertEquals(LinkLayer.PHYSICAL, Readings.fine("priority 7").linkLayer());
  }

  @Test
  void addressesOfTheInterfaceMoveToTheVirtualOne() {
    var instance =
        Readings.fine(
            "use_vmac",
            "virtual_ipaddress_excluded { 192.0.2.9 dev eth1\n 192.0.2.8 dev eth0\n 2001:db8::9 }");
    assertEquals(List.of("vrrp.1 eth0 00:00:5e:00:01:01"), interfaces(instance));
    assertEquals(
        List.of(
            "192.0.2.1/24 dev vrrp.1",
            "192.0.2.9/32 dev eth1",
            "192.0.2.8/32 dev vrrp.1",
            "2001:db8::9/128 dev vrrp.1"),
        placed(instance));
    assertTrue(instance.linkLayer().advertsFromVirtualMac());
    assertTrue(instance.linkLayer().interfaces().getFirst().speaksIpv6());
  }

  @Test
  void useVmacAddrMakesOneForEachInterfaceAndFamily() {
    var instance =
        Readings.fine(
            "use_vmac",
            "use_vmac_addr",
            "virtual_ipaddress_excluded { 192.0.2.9 dev eth1\n 192.0.2.8 dev eth1\n 2001:db8::9 }");
    assertEquals(
        List.of(
            "vrrp.1 eth0 00:00:5e:00:01:01",
            "vrrp1.1 eth1 00:00:5e:00:01:01",
            "vrrp6.1 eth0 00:00:5e:00:02:01"),
        interfaces(instance));
    assertEquals(
        List.of(
            "192.0.2.1/24 dev vrrp.1",
            "192.0.2.9/32 dev vrrp1.1",
            "192.0.2.8/32 dev vrrp1.1",
            "2001:db8::9/128 dev vrrp6.1"),
        placed(instance));
  }

  @Test
  void anAddressCanAskForOneItself() {
    var instance =
        Readings.fine(
            "virtual_ipaddress_excluded { 192.0.2.9 dev eth1 use_vmac\n 192.0.2.8 dev eth1 }");
    assertEquals(List.of("vrrp.1 eth1 00:00:5e:00:01:01"), interfaces(instance));
    assertEquals(
        List.of("192.0.2.1/24 dev eth0", "192.0.2.9/32 dev vrrp.1", "192.0.2.8/32 dev eth1"),
        placed(instance));
    assertEquals(false, instance.linkLayer().advertsFromVirtualMac());
  }

  @Test
  void nameAndMacAddressCanBeGivenInAnyOrder() {
    assertEquals(
        List.of("mine eth0 02:11:22:33:44:01"),
        interfaces(Readings.fine("use_vmac 02:11:22:33:44 mine")));
    assertEquals(
        List.of("mine eth0 02:11:22:33:44:55"),
        interfaces(Readings.fine("use_vmac mine 2:11:22:33:44:55")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "use_vmac averyveryverylongname",
        "use_vmac 01:00:5e:00:00:12",
        "use_vmac 00:00:5e:00",
        "use_vmac netlink_notify_msg",
        "use_vmac group 7"
      })
  void whatIsNotUsedIsSaidAndTheRestStands(String line) {
    var reading = Readings.withLines(line);
    assertEquals(List.of("vrrp.1 eth0 00:00:5e:00:01:01"), interfaces(Readings.only(reading)));
    assertEquals(1, reading.diagnostics().size());
    assertTrue(Readings.diagnostics(reading).contains("use_vmac"), Readings.diagnostics(reading));
  }

  @Test
  void advertsLeaveFromTheInterfaceWithVmacXmitBaseOrPeers() {
    assertEquals(
        false, Readings.fine("use_vmac", "vmac_xmit_base").linkLayer().advertsFromVirtualMac());
  }

  @Test
  void bothFamiliesOfARouterHaveTheirOwn() {
    var instances = Readings.of(TWO_FAMILIES.formatted("", "use_vmac")).config().instances();
    assertEquals(List.of("vrrp.51 eth0 00:00:5e:00:01:33"), interfaces(instances.getFirst()));
    assertEquals(List.of("vrrp6.51 eth0 00:00:5e:00:02:33"), interfaces(instances.getLast()));
  }

  @Test
  void namesThatTheFileGivesAreNotMadeUpForOthers() {
    var instances =
        Readings.of(TWO_FAMILIES.formatted("vmac_prefix v", "use_vmac v.51")).config().instances();
    assertEquals(List.of("v.51 eth0 00:00:5e:00:01:33"), interfaces(instances.getFirst()));
    assertEquals(List.of("v6.51 eth0 00:00:5e:00:02:33"), interfaces(instances.getLast()));
  }

  @Test
  void aPrefixThatFitsNoNameIsNotUsed() {
    var reading = Readings.of(TWO_FAMILIES.formatted("vmac_prefix elevenchars", "use_vmac"));
    assertEquals(
        "test.conf:2:3: warning: vmac_prefix is 'elevenchars', allowed are 10 characters that an"
            + " interface name can have; vrrp is used",
        Readings.diagnostics(reading));
  }

  @Test
  void twoInstancesWithOneMacAddressOnOneInterfaceAreNotBothRun() {
    var same = "use_vmac 02:00:00:00:00:01";
    var reading =
        Readings.of(
            TWO_FAMILIES
                .formatted("", same)
                .replace("eth0\n  use_vmac\n", "eth0\n  " + same + "\n"));
    assertEquals(1, reading.config().instances().size());
    assertTrue(
        Readings.diagnostics(reading)
            .contains(
                "vrrp_instance SIX is left out: FOUR has the MAC address 02:00:00:00:00:01 on"
                    + " eth0"),
        Readings.diagnostics(reading));
  }
}
