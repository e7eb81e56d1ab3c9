package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.ConfigReading;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.config.ThisHost.Look;
import dev.baton.agent.config.VirtualMac;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterfaceCheckTest {
  private static Look look(String lines) {
    return InterfaceCheck.of(reading(lines), new TwoLinks());
  }

  private static ConfigReading reading(String lines) {
    String text =
        """
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress { 192.0.2.1/24 }
        %s
        }
        """
            .formatted(lines);
    return KeepalivedConf.parse("f", text);
  }

  /** A host with eth0 and eth1. */
  private static final class TwoLinks implements InterfaceCheck.Links {
    @Override
    public boolean has(String interfaceName) {
      return Set.of("eth0", "eth1").contains(interfaceName);
    }

    @Override
    public List<InetAddress> on(String interfaceName) {
      return interfaceName.equals("eth1")
          ? List.of(InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("fe80::7"))
          : List.of(InetAddress.ofLiteral("192.0.2.8"), InetAddress.ofLiteral("192.0.2.1"));
    }

    @Override
    public boolean isTaken(VirtualMac wanted) {
      return has(wanted.interfaceName());
    }

    @Override
    public boolean owns(InetAddress address) {
      return address.equals(InetAddress.ofLiteral("192.0.2.8"));
    }
  }

  @Test
  void aVirtualInterfaceWhoseNameAnotherHasIsAWarning() {
    assertEquals(
        List.of(
            "vrrp_instance A: the virtual interface eth1 cannot be made, as another has the name:"
                + " give it another, use_vmac NAME"),
        look("use_vmac eth1").warnings());
  }

  @Test
  void ofWhatIsThereNothingIsSaid() {
    assertEquals(
        new Look(List.of(), List.of()),
        look("track_interface { eth1 }\nuse_vmac\nunicast_peer { 192.0.2.9 }"));
  }

  @Test
  void aVirtualAddressThatIsTheOnlyOneOfItsInterfaceIsTold() {
    String other = "}\nvrrp_instance B {\ninterface eth1\nvirtual_router_id 2\n";
    var said = look(other + "virtual_ipaddress { 192.0.2.7/24 }").warnings();
    assertEquals(1, said.size());
    assertTrue(said.getFirst().contains("192.0.2.7 is the only address of eth1"), said::toString);
    assertEquals(
        List.of(), look(other + "priority 255\nvirtual_ipaddress { 192.0.2.7/24 }").warnings());
    assertEquals(List.of(), look(other + "virtual_ipaddress { fe80::9 }").warnings());
  }

  @Test
  void anInterfaceThatIsNotThereIsNamedOnceWithWhoUsesIt() {
    assertEquals(
        List.of(missing("eth7", "f:1:1: ", "A")),
        look("track_interface { eth7 }\nvirtual_ipaddress_excluded { 192.0.3.1/24 dev eth7 }")
            .warnings());
  }

  private static String missing(String name, String place, String users) {
    return place
        + "interface %s is not on this host (%s); correct its name, or say dynamic_interfaces in"
            .formatted(name, users)
        + " global_defs if it comes later";
  }

  @Test
  void withDynamicInterfacesOneMayComeLater() {
    var look = look("track_interface { eth7 }\n}\nglobal_defs { dynamic_interfaces");
    assertEquals(List.of(), look.warnings());
    assertEquals(List.of(missing("eth7", "f:1:1: ", "A")), look.notes());
  }

  @Test
  void aReloadMayNotNameAnInterfaceThatIsNotThereUnlessItDidBefore() {
    var fine = reading("");
    var typo = reading("track_interface { eth7 }");
    var other = reading("track_interface { eth7 }\npriority 90");
    var later = reading("track_interface { eth7 }\n}\nglobal_defs { dynamic_interfaces");
    assertEquals(List.of(missing("eth7", "f:1:1: ", "A")), newlyMissing(fine, typo));
    assertEquals(List.of(), newlyMissing(typo, other));
    assertEquals(List.of(), newlyMissing(typo, fine));
    assertEquals(List.of(), newlyMissing(fine, later));
  }

  private static List<String> newlyMissing(ConfigReading inForce, ConfigReading next) {
    return InterfaceCheck.newlyMissing(inForce, next, new TwoLinks());
  }

  @Test
  void interfacesOfRoutesAndRulesAreLookedForToo() {
    assertEquals(
        List.of(
            missing("eth7", "f:1:1: ", "A"),
            missing("eth8", "f:1:1: ", "A"),
            missing("blue", "f:1:1: ", "A"),
            missing("eth9", "f:1:1: ", "A")),
        look("""
        virtual_routes {
          192.0.3.0/24 dev eth7
          192.0.4.0/24 nexthop via 192.0.2.3 dev eth8 nexthop via 192.0.2.4 dev eth1
          blackhole 192.0.5.0/24
          192.0.6.0/24 dev eth1 vrf blue
        }
        virtual_rules {
          iif eth9 table 7 priority 5
          from 192.0.2.1 oif eth1 table 7 priority 6
        }
        """)
            .warnings());
  }

  @Test
  void interfacesOfWhatIsAlwaysThereAreLookedForToo() {
    String text =
        """
        static_ipaddress { 192.0.3.1/24 dev eth7 }
        static_routes { 192.0.5.0/24 dev eth8 }
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress { 192.0.2.1/24 }
        }
        """;
    var reading = KeepalivedConf.parse("f", text);
    assertEquals(
        List.of(missing("eth7", "", "statics"), missing("eth8", "", "statics")),
        InterfaceCheck.of(reading, new TwoLinks()).warnings());
  }

  @Test
  void aPeerThatIsThisHostIsAWarning() {
    assertEquals(
        List.of(
            "vrrp_instance A: unicast_peer 192.0.2.8 is an address of this host, which would send"
                + " its advertisements to itself: remove it here"),
        look("unicast_peer { 192.0.2.8 192.0.2.9 }").warnings());
  }
}
