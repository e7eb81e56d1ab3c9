package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.KeepalivedConf;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An advertisement comes from the router's own address, never from one that VRRP moves (R10). */
class SourceChoiceTest {
  private static final String IPV4 =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 51
        priority 100
        virtual_ipaddress {
          10.77.0.51/24
        }
        virtual_ipaddress_excluded {
          10.77.0.52/24
        }
      }
      vrrp_instance W {
        interface eth0
        virtual_router_id 52
        priority 100
        virtual_ipaddress {
          10.77.0.61/24
        }
      }
      """;
  private static final String IPV6 =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 51
        priority 100
        virtual_ipaddress {
          fe80::51
          2001:db8::51/64
        }
      }
      """;

  /** What the first instance speaks from, on a host with these addresses in this order. */
  private static String source(String configuration, String... present) {
    var instances = KeepalivedConf.parse("test.conf", configuration).config().instances();
    var addresses = Arrays.stream(present).map(SourceChoiceTest::address).toList();
    return SourceChoice.of(instances.getFirst(), Standing.moving(instances), addresses).stream()
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("none");
  }

  private static InterfaceAddress address(String text) {
    return new InterfaceAddress(InetAddress.ofLiteral(text), 24, 0, 0, false);
  }

  @Test
  void aLeftOverVirtualAddressIsNoSource() {
    for (var moving : List.of("10.77.0.51", "10.77.0.52", "10.77.0.61")) {
      assertEquals("none", source(IPV4, moving));
    }
    assertEquals("none", source(IPV6, "fe80::51", "2001:db8::51"));
  }

  @Test
  void aVirtualAddressThatIsListedFirstIsPassedOver() {
    for (var moving : List.of("10.77.0.51", "10.77.0.52", "10.77.0.61")) {
      assertEquals("10.77.0.1", source(IPV4, moving, "10.77.0.1"));
    }
    assertEquals("fe80:0:0:0:0:0:0:1", source(IPV6, "fe80::51", "fe80::1"));
  }

  @Test
  void thePrimaryAddressIsTheFirstOfItsFamily() {
    assertEquals("10.77.0.9", source(IPV4, "fe80::1", "10.77.0.9", "10.77.0.1"));
    assertEquals("fe80:0:0:0:0:0:0:1", source(IPV6, "10.77.0.9", "2001:db8::9", "fe80::1"));
    assertEquals("none", source(IPV6, "10.77.0.9", "2001:db8::9"));
  }

  @Test
  void theOwnerSpeaksFromTheAddressItOwns() {
    var owner = IPV4.replaceFirst("priority 100", "priority 255");
    assertEquals("10.77.0.51", source(owner, "10.77.0.51"));
  }

  @Test
  void aMulticastSourceIsSpokenFromWithoutTheHostHavingIt() {
    var named = IPV4.replaceFirst("priority 100", "priority 100\nmcast_src_ip 10.9.9.9");
    assertEquals("10.9.9.9", source(named, "10.77.0.1"));
    var tracked = named.replaceFirst("mcast_src_ip", "track_src_ip\nmcast_src_ip");
    assertEquals("none", source(tracked, "10.77.0.1"));
    assertEquals("10.9.9.9", source(tracked, "10.77.0.1", "10.9.9.9"));
    var unicast = named.replaceFirst("mcast_src_ip", "unicast_peer {\n10.77.0.2\n}\nmcast_src_ip");
    assertEquals("none", source(unicast, "10.77.0.1"));
    var ipv6 = IPV6.replaceFirst("priority 100", "priority 100\nmcast_src_ip fe80::99");
    assertEquals("none", source(ipv6, "fe80::1"));
  }

  @Test
  void aHostThatHasNothingElseIsAtFault() {
    var instances = KeepalivedConf.parse("test.conf", IPV4).config().instances();
    var host = new FakeHost();
    var moving = Standing.moving(instances);
    assertEquals(List.of(FakeHost.OWN), Standing.of(instances.getFirst(), moving, host).source());
    host.takeAway("eth0", FakeHost.OWN);
    host.place("eth0", InetAddress.ofLiteral("10.77.0.51"), 24);
    var standing = Standing.of(instances.getFirst(), moving, host);
    assertEquals(List.of(), standing.source());
    assertEquals("[no address to advertise from]", standing.faults().keySet().toString());
  }
}
