package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Destination.Multicast;
import dev.baton.agent.config.Destination.Unicast;
import dev.baton.agent.config.Destination.UnicastPeer;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryReadingTest {
  private static UnicastPeer peer(String address) {
    return new UnicastPeer(InetAddress.ofLiteral(address), 0, 255);
  }

  private static Unicast unicast(String... lines) {
    return (Unicast) Readings.only(Readings.withLines(lines)).destination();
  }

  @Test
  void withoutPeersTheGroupOfTheFamilyIsUsed() {
    assertEquals(new Multicast(InetAddress.ofLiteral("224.0.0.18")), Readings.fine().destination());
    assertEquals(
        new Multicast(InetAddress.ofLiteral("224.0.0.18")),
        Readings.fine("check_unicast_src", "unicast_ttl 3").destination());
    var ofNone = Readings.withLines("unicast_peer {", "}", "check_unicast_src", "unicast_ttl 3");
    assertEquals(
        new Multicast(InetAddress.ofLiteral("224.0.0.18")), Readings.only(ofNone).destination());
  }

  @Test
  void peersAreReadFromALineOrABlock() {
    var one = new Unicast(List.of(peer("192.0.2.7")), 255, false);
    assertEquals(one, Readings.fine("unicast_peer { 192.0.2.7 }").destination());
    var two = new Unicast(List.of(peer("192.0.2.7"), peer("192.0.2.8")), 64, true);
    assertEquals(
        two,
        Readings.fine(
                "unicast_ttl 64",
                "unicast_peer {",
                "192.0.2.7",
                "192.0.2.8",
                "}",
                "check_unicast_src")
            .destination());
  }

  @Test
  void limitsOfTheTtlMeanThatOnlyPeersAreListenedTo() {
    var limited = new UnicastPeer(InetAddress.ofLiteral("192.0.2.7"), 250, 254);
    assertEquals(
        new Unicast(List.of(limited, peer("192.0.2.8")), 255, true),
        Readings.fine("unicast_peer {", "192.0.2.7 min_ttl 250 max_ttl 254", "192.0.2.8", "}")
            .destination());
  }

  @Test
  void theGlobalSettingChecksSourcesUnlessAnInstanceDoesNot() {
    var reading =
        Readings.of(
            """
            global_defs {
              vrrp_check_unicast_src
            }
            vrrp_instance A {
              interface eth0
              virtual_router_id 1
              unicast_peer { 192.0.2.7 }
              virtual_ipaddress { 192.0.2.1 }
            }
            """);
    assertEquals(
        new Unicast(List.of(peer("192.0.2.7")), 255, true), Readings.only(reading).destination());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2001:db8::7 | error: unicast peer '2001:db8::7' is left out: allowed is an ipv4 address;",
        "abc | error: unicast peer 'abc' is left out: allowed is an ipv4 address; correct it",
        "192.0.2.8 | warning: unicast peer 192.0.2.8 is given twice; the first one counts:",
        "192.0.2.7 min_ttl 300 | warning: min_ttl is '300', allowed is 0 to 255; it is ignored:",
        "192.0.2.7 min_ttl 9 max_ttl 8 | error: min_ttl 9 is above max_ttl 8:",
        "192.0.2.7 ttl 3 | warning: unknown keyword 'ttl': keepalived has none of this name after"
      })
  void whatIsWrongWithAPeerIsSaidWhereItStands(String line, String said) {
    var reading = Readings.withLines("unicast_peer {", "192.0.2.8", line, "}");
    var all = Readings.diagnostics(reading);
    assertTrue(all.startsWith("test.conf:7:") && all.contains(said), all);
    assertTrue(
        unicast("unicast_peer {", "192.0.2.8", line, "}").peers().contains(peer("192.0.2.8")));
  }

  @Test
  void aTtlThatNeverLeavesTheHostIsCorrected() {
    assertEquals(255, unicast("unicast_peer { 192.0.2.7 }", "unicast_ttl 0").hopLimit());
  }

  @Test
  void withoutPeersTheInstanceStaysInFaultWhereItIsAskedFor() {
    var reading = Readings.withLines("unicast_fault_no_peer");
    assertEquals(new Unicast(List.of(), 255, false), Readings.only(reading).destination());
    assertTrue(Readings.diagnostics(reading).contains("the instance stays in fault"));
  }

  @Test
  void unicastNeedsNoInterfaceWhereTheFileSaysAllThatIsReadOffIt() {
    var reading =
        Readings.of(
            """
            vrrp_instance A {
              virtual_router_id 1
              unicast_src_ip 192.0.2.6
              unicast_peer { 192.0.2.7 }
              virtual_ipaddress { 192.0.2.1 dev eth1 }
            }
            """);
    assertEquals("", Readings.only(reading).interfaceName());
    var unplaced =
        Readings.of(
            """
            vrrp_instance A {
              virtual_router_id 1
              unicast_src_ip 192.0.2.6
              unicast_peer { 192.0.2.7 }
              virtual_ipaddress { 192.0.2.1 }
            }
            """);
    assertTrue(unplaced.config().instances().isEmpty());
    assertTrue(Readings.diagnostics(unplaced).contains("each virtual address needs a dev"));
  }

  @Test
  void groupsOfAllAndOfOneAreRead() {
    var reading =
        Readings.of(
            """
            global_defs {
              vrrp_mcast_group4 224.0.0.99
              vrrp_mcast_group6 ff02::99
            }
            vrrp_instance A {
              interface eth0
              virtual_router_id 1
              virtual_ipaddress { 192.0.2.1 }
            }
            vrrp_instance B {
              interface eth0
              virtual_router_id 1
              virtual_ipaddress { fe80::1 }
            }
            vrrp_instance C {
              interface eth0
              virtual_router_id 1
              mcast_dst_ip 239.1.1.1
              virtual_ipaddress { 192.0.2.3 }
            }
            """);
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(
        List.of("224.0.0.99", "ff02::99", "239.1.1.1"),
        reading.config().instances().stream()
            .map(i -> Addresses.text(((Multicast) i.destination()).group()))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1", "ff02::12", "group"})
  void whatIsNoGroupOfTheFamilyIsReplacedByTheUsualOne(String group) {
    var reading = Readings.withLines("mcast_dst_ip " + group);
    assertEquals(
        new Multicast(InetAddress.ofLiteral("224.0.0.18")), Readings.only(reading).destination());
    assertEquals(
        "test.conf:5:1: warning: mcast_dst_ip is '"
            + group
            + "', allowed is an IPv4 multicast address; 224.0.0.18 is used instead: correct it",
        Readings.diagnostics(reading));
  }

  @Test
  void oneVridMayBeUsedTwiceWherePeersOrGroupsTellTheInstancesApart() {
    var text =
        """
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          unicast_peer { 192.0.2.7 }
          virtual_ipaddress { 192.0.2.1 }
        }
        vrrp_instance B {
          interface eth0
          virtual_router_id 1
          unicast_peer { %s }
          virtual_ipaddress { 192.0.2.2 }
        }
        vrrp_instance C {
          interface eth0
          virtual_router_id 1
          virtual_ipaddress { 192.0.2.3 }
        }
        """;
    assertEquals(3, Readings.of(text.formatted("192.0.2.8")).config().instances().size());
    var overlapping = Readings.of(text.formatted("192.0.2.7"));
    assertTrue(
        Readings.diagnostics(overlapping).contains("B is left out: VRID 1 on eth0 is taken"));
  }

  @Test
  void aListOfPeersWithoutAnyGoesByMulticastAsWithKeepalived() {
    var reading = Readings.withLines("unicast_src_ip 192.0.2.7", "unicast_peer {", "}");
    assertInstanceOf(Destination.Multicast.class, Readings.only(reading).destination());
    assertEquals(
        "test.conf:6:1: warning: unicast_peer names no peer: as with keepalived, advertisements go"
            + " by multicast; list the peers, or remove it",
        Readings.diagnostics(reading));
  }
}
