package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.config.ThisHost.Look;
import dev.baton.agent.config.VirtualMac;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterfaceCheckTest {
  private static Look look(String lines) {
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
    return InterfaceCheck.of(KeepalivedConf.parse("f", text).config(), new TwoLinks());
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
        List.of("interface eth7 is not on this host (A)"),
        look("track_interface { eth7 }\nvirtual_ipaddress_excluded { 192.0.3.1/24 dev eth7 }")
            .notes());
  }

  @Test
  void interfacesOfRoutesAndRulesAreLookedForToo() {
    assertEquals(
        List.of(
            "interface eth7 is not on this host (A)",
            "interface eth8 is not on this host (A)",
            "interface blue is not on this host (A)",
            "interface eth9 is not on this host (A)"),
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
            .notes());
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
    var config = KeepalivedConf.parse("f", text).config();
    assertEquals(
        List.of(
            "interface eth7 is not on this host (statics)",
            "interface eth8 is not on this host (statics)"),
        InterfaceCheck.of(config, new TwoLinks()).notes());
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
