package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.AssignedAddress;
import dev.baton.agent.engine.VirtualLink;
import dev.baton.agent.engine.VirtualLinkTable.Outcome;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Family;
import dev.baton.events.Vrid;
import dev.baton.vrrp.packet.MacAddress;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MacvlanIT {
  private static final Outcome DONE = new Outcome.Done();
  private static final VirtualLink IPV4 = link("vrrp.51", Family.IPV4);
  private static final VirtualLink IPV6 = link("vrrp6.51", Family.IPV6);
  private static final String OWNER = "baton-0123456789abcdef";

  @TempDir private Path directory = Path.of("");
  private final Kernel kernel = Kernel.load();
  private TwoHosts hosts;

  private static VirtualLink link(String name, Family family) {
    var mac = MacAddress.ofVirtualRouter(family, new Vrid(51));
    return new VirtualLink(name, "eth0", mac, family == Family.IPV6);
  }

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
  }

  @AfterEach
  void disconnect() {
    hosts.close();
  }

  private void onLeft(Consumer<MacvlanTable> test) {
    hosts.on(
        hosts.left,
        () -> {
          var settings = KernelSettings.in(directory.resolve("settings"));
          try (var table = new MacvlanTable(kernel, OWNER, settings)) {
            test.accept(table);
          }
          return "";
        });
  }

  private void add(String interfaceName, String address, int prefixLength) {
    try (var addresses = new NetlinkAddressTable(kernel)) {
      var assigned = AssignedAddress.of(InetAddress.ofLiteral(address), prefixLength);
      addresses.add(interfaceName, assigned);
    }
  }

  private String setting(String name) {
    return TwoHosts.run("ip", "netns", "exec", hosts.left, "cat", "/proc/sys/net/" + name).strip();
  }

  private boolean isAnswered(String address) {
    try {
      TwoHosts.run("ip", "netns", "exec", hosts.right, "ping", "-c3", "-i0.2", "-W1", address);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private String neighbor(String address) {
    return hosts.ip(hosts.right, "neigh show " + address);
  }

  @Test
  void aLinkIsMadeDownWithTheVirtualMacAddressAndNoIpv6OfItsOwn() {
    onLeft(table -> {
      assertEquals(DONE, table.make(IPV4));
      assertEquals(DONE, table.make(IPV4));
      var shown = hosts.ip(hosts.left, "-d link show vrrp.51");
      assertTrue(shown.contains("00:00:5e:00:01:33"), shown);
      assertTrue(shown.contains("state DOWN"), shown);
      assertTrue(shown.contains("alias " + OWNER), shown);
      assertEquals("1", setting("ipv6/conf/vrrp.51/disable_ipv6"));
      assertEquals(DONE, table.make(IPV6));
      assertEquals("1", setting("ipv6/conf/vrrp6.51/addr_gen_mode"));
    });
  }

  @Test
  void whatWasSetForALinkIsPutBackWithTheLastOne() {
    onLeft(table -> {
      table.make(IPV4);
      table.make(IPV6);
      assertEquals("1", setting("ipv4/conf/eth0/arp_ignore"));
      assertEquals("2", setting("ipv4/conf/eth0/arp_announce"));
      table.remove(IPV4);
      assertEquals("1", setting("ipv4/conf/eth0/arp_ignore"));
      table.remove(IPV6);
      assertEquals("0", setting("ipv4/conf/eth0/arp_ignore"));
      assertEquals("0", setting("ipv4/conf/eth0/arp_announce"));
      assertFalse(hosts.ip(hosts.left, "link").contains("vrrp"));
      assertFalse(Files.exists(directory.resolve("settings")));
    });
  }

  @Test
  void aSettingThatSomebodyElseChangedMeanwhileStays() {
    onLeft(table -> {
      table.make(IPV4);
      KernelSettings.in(directory.resolve("other")).set("ipv4/conf/eth0/arp_announce", "1");
      table.remove(IPV4);
      assertEquals("1", setting("ipv4/conf/eth0/arp_announce"));
    });
  }

  @Test
  void whatAKilledEngineLeftIsTakenAwayAndNothingElse() {
    onLeft(table -> {
      table.make(IPV4);
      table.raise(IPV4);
    });
    hosts.ip(hosts.left, "link add mine link eth0 type macvlan mode private");
    onLeft(table -> {
      assertEquals(List.of("vrrp.51"), table.removeAll());
      KernelSettings.in(directory.resolve("settings")).restoreAll();
      assertEquals("0", setting("ipv4/conf/eth0/arp_ignore"));
      assertTrue(hosts.ip(hosts.left, "link").contains("mine"));
    });
  }

  @Test
  void aLeftoverUnderTheNameIsReplacedAndAForeignInterfaceIsNot() {
    hosts.ip(
        hosts.left,
        "link add vrrp.51 link eth0 address 00:00:5e:00:01:33 type macvlan mode private");
    hosts.ip(hosts.left, "link add vrrp6.51 type bridge");
    onLeft(table -> {
      assertEquals(DONE, table.make(IPV4));
      assertTrue(hosts.ip(hosts.left, "-d link show vrrp.51").contains("mode bridge"));
      var failed = assertInstanceOf(Outcome.Failed.class, table.make(IPV6));
      assertEquals(
          "there is another interface with the name of the macvlan vrrp6.51", failed.reason());
    });
  }

  @Test
  void aLinkComesBackAfterItsParent() {
    onLeft(table -> {
      table.make(IPV4);
      hosts.disconnect();
      var failed = assertInstanceOf(Outcome.Failed.class, table.make(IPV4));
      assertEquals("if_nametoindex(eth0): ENODEV", failed.reason());
      hosts.connect();
      assertEquals(DONE, table.make(IPV4));
    });
  }

  @Test
  void onlyARaisedLinkAnswersAndOnlyWithItsOwnMacAddress() {
    onLeft(table -> {
      table.make(IPV4);
      table.make(IPV6);
      add("vrrp.51", "10.9.0.51", 24);
      assertFalse(isAnswered("10.9.0.51"));
      table.raise(IPV4);
      table.raise(IPV6);
      add("vrrp6.51", "fe80::51", 64);
      add("vrrp6.51", "2001:db8::51", 128);
      hosts.ip(hosts.right, "addr add 2001:db8::2/64 dev eth0 nodad");
      hosts.ip(hosts.left, "addr add 2001:db8::1/64 dev eth0 nodad");
      assertTrue(isAnswered("10.9.0.51"));
      assertTrue(isAnswered("fe80::51%eth0"));
      assertTrue(isAnswered("2001:db8::51"));
      assertTrue(isAnswered("10.9.0.1"));
      assertTrue(neighbor("10.9.0.51").contains("00:00:5e:00:01:33"), neighbor("10.9.0.51"));
      assertTrue(neighbor("fe80::51").contains("00:00:5e:00:02:33"), neighbor("fe80::51"));
      assertTrue(neighbor("10.9.0.1").contains("02:00:00:00:00:01"), neighbor("10.9.0.1"));
      table.lower(IPV4);
      assertFalse(isAnswered("10.9.0.51"));
    });
  }
}
