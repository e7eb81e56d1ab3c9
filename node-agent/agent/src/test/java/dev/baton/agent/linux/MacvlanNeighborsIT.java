package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.AssignedAddress;
import dev.baton.agent.engine.VirtualLink;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Family;
import dev.baton.events.Vrid;
import dev.baton.vrrp.packet.MacAddress;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel says to the hosts of a link, and takes from them, in an Active's name. */
@Timeout(120)
class MacvlanNeighborsIT {
  private static final String VIP = "10.9.0.51";
  private static final String ANYWHERE = "10.99.0.1";

  @TempDir private Path directory = Path.of("");
  private final Kernel kernel = Kernel.load();
  private TwoHosts hosts;

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
    set(hosts.left, "net.ipv4.conf.eth0.forwarding=1");
    set(hosts.left, "net.ipv6.conf.eth0.forwarding=1");
  }

  @AfterEach
  void disconnect() {
    hosts.close();
  }

  /** With an Active on the left that has the virtual MAC address. */
  private void onActive(Family family, String address, Runnable test) {
    var mac = MacAddress.ofVirtualRouter(family, new Vrid(51));
    var link = new VirtualLink("vrrp.51", "eth0", mac, family == Family.IPV6);
    hosts.on(
        hosts.left,
        () -> {
          var settings = KernelSettings.in(directory.resolve("settings"));
          try (var table = new MacvlanTable(kernel, "baton-0123456789abcdef", settings);
              var addresses = new NetlinkAddressTable(kernel)) {
            table.make(link);
            table.raise(link);
            int prefixLength = family == Family.IPV6 ? 64 : 32;
            addresses.add(
                "vrrp.51", AssignedAddress.of(InetAddress.ofLiteral(address), prefixLength));
            test.run();
          }
          return "";
        });
  }

  private void set(String host, String setting) {
    TwoHosts.run("ip", "netns", "exec", host, "sysctl", "-qw", setting);
  }

  private void sendTo(String address) {
    var ping = List.of("ip", "netns", "exec", hosts.right, "ping", "-c1", "-W1", address);
    try {
      TwoHosts.run(ping.toArray(String[]::new));
    } catch (AssertionError unanswered) {
      // Nobody is there to answer; that it was sent is all that matters.
      assertTrue(unanswered.toString().contains("1 packets transmitted"));
    }
  }

  /** A counter of the kernel's, as /proc/net/snmp has it. */
  private long count(String host, String protocol, String name) {
    var lines =
        TwoHosts.run("ip", "netns", "exec", host, "cat", "/proc/net/snmp")
            .lines()
            .filter(line -> line.startsWith(protocol + ": "))
            .map(line -> List.of(line.split(" ")))
            .toList();
    return Long.parseLong(lines.get(1).get(lines.get(0).indexOf(name)));
  }

  /** The left's way to anywhere is another router of the same link. */
  private void detour(String via) {
    hosts.ip(hosts.left, "route add 10.99.0.0/24 via 10.9.0.77");
    hosts.ip(hosts.left, "neigh replace 10.9.0.77 lladdr 02:00:00:00:00:77 dev eth0");
    hosts.ip(hosts.right, "route add 10.99.0.0/24 via " + via);
  }

  @Test
  void noRedirectIsSentToWhoUsesTheVirtualMacAddress() {
    detour(VIP);
    onActive(
        Family.IPV4,
        VIP,
        () -> {
          sendTo(ANYWHERE);
          assertEquals(1, count(hosts.left, "Ip", "ForwDatagrams"));
          assertEquals(0, count(hosts.right, "Icmp", "InRedirects"));
        });
  }

  @Test
  void whoUsesTheInterfacesOwnAddressIsRedirected() {
    detour("10.9.0.1");
    sendTo(ANYWHERE);
    assertEquals(1, count(hosts.left, "Ip", "ForwDatagrams"));
    assertEquals(1, count(hosts.right, "Icmp", "InRedirects"));
  }

  @Test
  void proxyArpAnswersWithTheVirtualMacAddress() {
    hosts.ip(hosts.left, "link add far type veth peer name far-away");
    hosts.ip(hosts.left, "addr add 10.99.0.9/24 dev far");
    hosts.ip(hosts.left, "link set far up");
    hosts.ip(hosts.left, "link set far-away up");
    hosts.ip(hosts.right, "route add 10.99.0.0/24 dev eth0");
    onActive(
        Family.IPV4,
        VIP,
        () -> {
          set(hosts.left, "net.ipv4.conf.vrrp/51.proxy_arp=1");
          sendTo(ANYWHERE);
          var neighbor = hosts.ip(hosts.right, "neigh show " + ANYWHERE);
          assertTrue(neighbor.contains("00:00:5e:00:01:33"), neighbor);
        });
  }

  @Test
  void anUnsolicitedNeighborAdvertisementOfAHostIsBelieved() {
    onActive(
        Family.IPV6,
        "fe80::51",
        () -> {
          // A router solicitation would tell the same.
          set(hosts.right, "net.ipv6.conf.eth0.accept_ra=0");
          set(hosts.right, "net.ipv6.conf.eth0.ndisc_notify=1");
          hosts.ip(hosts.left, "neigh flush dev vrrp.51");
          assertEquals("", hosts.ip(hosts.left, "neigh show fe80::2 dev vrrp.51"));
          hosts.ip(hosts.right, "link set eth0 address 02:00:00:00:00:22");
          TwoHosts.await(
              "the neighbour is known before it is asked for",
              () ->
                  hosts
                      .ip(hosts.left, "neigh show fe80::2 dev vrrp.51")
                      .contains("02:00:00:00:00:22"));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheKernelAnswersOfBeingARouterIsWhatIsAnnounced(boolean forwards) {
    set(hosts.left, "net.ipv6.conf.eth0.forwarding=" + (forwards ? 1 : 0));
    onActive(
        Family.IPV6,
        "fe80::51",
        () -> {
          var settings = KernelSettings.in(directory.resolve("settings"));
          assertEquals(forwards, new KernelForwarding(settings).isRouter("vrrp.51"));
          sendTo("fe80::51%eth0");
          var learned = hosts.ip(hosts.right, "neigh show fe80::51");
          assertTrue(learned.contains("00:00:5e:00:02:33"), learned);
          assertEquals(forwards, learned.contains("router"), learned);
        });
  }
}
