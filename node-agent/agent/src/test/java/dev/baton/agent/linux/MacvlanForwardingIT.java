package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.AssignedAddress;
import dev.baton.agent.engine.RefusedAddress;
import dev.baton.agent.engine.VirtualLink;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Family;
import dev.baton.events.Vrid;
import dev.baton.vrrp.packet.MacAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an Active that forwards does with what comes to its addresses and its MAC address. */
@Timeout(120)
class MacvlanForwardingIT {
  private static final InetAddress IPV4 = InetAddress.ofLiteral("10.9.0.51");
  private static final InetAddress IPV6 = InetAddress.ofLiteral("2001:db8::51");
  private static final List<RefusedAddress> REFUSED =
      List.of(new RefusedAddress(IPV4, "", false), new RefusedAddress(IPV6, "", false));
  private static final MacAddress MAC4 = MacAddress.ofVirtualRouter(Family.IPV4, new Vrid(51));
  private static final MacAddress MAC6 = MacAddress.ofVirtualRouter(Family.IPV6, new Vrid(51));

  @TempDir private Path directory = Path.of("");
  private final Kernel kernel = Kernel.load();
  private TwoHosts hosts;

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
    set(hosts.left, "net.ipv4.conf.all.forwarding=1");
    set(hosts.left, "net.ipv6.conf.all.forwarding=1");
    hosts.ip(hosts.left, "addr add 2001:db8::1/64 dev eth0 nodad");
    hosts.ip(hosts.right, "addr add 2001:db8::2/64 dev eth0 nodad");
  }

  @AfterEach
  void disconnect() {
    hosts.close();
  }

  private interface Active {
    void with(NetlinkAddressTable addresses, NftablesRefusal refusal);
  }

  /** With the virtual MAC addresses up on the left, and no address there yet. */
  private void onLeft(Active test) {
    hosts.on(
        hosts.left,
        () -> {
          var settings = KernelSettings.in(directory.resolve("settings"));
          var owner = "baton-0123456789abcdef";
          try (var table = new MacvlanTable(kernel, owner, settings);
              var addresses = new NetlinkAddressTable(kernel);
              var refusal = new NftablesRefusal(kernel, owner)) {
            for (var link :
                List.of(
                    new VirtualLink("vrrp.51", "eth0", MAC4, false),
                    new VirtualLink("vrrp6.51", "eth0", MAC6, true))) {
              table.make(link);
              table.raise(link);
            }
            test.with(addresses, refusal);
          }
          return "";
        });
  }

  private static void place(NetlinkAddressTable addresses) {
    addresses.add("vrrp.51", AssignedAddress.of(IPV4, 32));
    addresses.add("vrrp6.51", AssignedAddress.of(InetAddress.ofLiteral("fe80::51"), 64));
    addresses.add("vrrp6.51", AssignedAddress.of(IPV6, 128));
  }

  private void set(String host, String setting) {
    TwoHosts.run("ip", "netns", "exec", host, "sysctl", "-qw", setting);
  }

  private static boolean reaches(String host, String... arguments) {
    var command = List.of("ip", "netns", "exec", host, "ping", "-c1", "-W1");
    var ping = new ArrayList<>(command);
    ping.addAll(List.of(arguments));
    try {
      TwoHosts.run(ping.toArray(String[]::new));
      return true;
    } catch (AssertionError unanswered) {
      assertTrue(unanswered.toString().contains("1 packets transmitted"), unanswered::toString);
      return false;
    }
  }

  /** How many packets the left has forwarded, in IPv4 and in IPv6. */
  private List<Long> forwarded() {
    return List.of(counter("IpForwDatagrams"), counter("Ip6OutForwDatagrams"));
  }

  private long counter(String name) {
    return TwoHosts.run("ip", "netns", "exec", hosts.left, "nstat", "-asz", name)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip().replaceFirst(" .*", ""))
        .map(Long::valueOf)
        .findFirst()
        .orElseThrow();
  }

  /** The right sends there by the virtual MAC addresses, whether they answer or not. */
  private void knowTheMacAddresses() {
    hosts.ip(hosts.right, "neigh replace 10.9.0.51 lladdr " + MAC4 + " dev eth0");
    hosts.ip(hosts.right, "neigh replace 2001:db8::51 lladdr " + MAC6 + " dev eth0");
  }

  @Test
  void packetsToTheAddressesAreNotSentBackToTheLinkWhetherTheyAreTakenOrRefused() {
    knowTheMacAddresses();
    onLeft((addresses, refusal) -> {
      place(addresses);
      assertTrue(reaches(hosts.right, "10.9.0.51"));
      assertTrue(reaches(hosts.right, "2001:db8::51"));
      assertEquals("", refusal.refuse(REFUSED));
      assertFalse(reaches(hosts.right, "10.9.0.51"));
      assertFalse(reaches(hosts.right, "2001:db8::51"));
      assertEquals(List.of(0L, 0L), forwarded());
    });
  }

  /** That the addresses are there, refused or not, is what keeps their packets from the link. */
  @Test
  void withoutTheAddressesTheyWouldBeSentBack() {
    knowTheMacAddresses();
    onLeft((addresses, refusal) -> {
      // An interface without any IPv4 address forwards nothing.
      addresses.add("vrrp.51", AssignedAddress.of(InetAddress.ofLiteral("10.9.0.61"), 32));
      assertFalse(reaches(hosts.right, "10.9.0.51"));
      assertFalse(reaches(hosts.right, "2001:db8::51"));
      assertEquals(List.of(1L, 1L), forwarded());
    });
  }

  @Test
  void packetsThatComeByTheVirtualMacAddressAreForwardedOnce() {
    set(hosts.left, "net.ipv6.conf.default.disable_ipv6=1");
    hosts.ip(hosts.left, "link add far type veth peer name far-away");
    hosts.ip(hosts.left, "addr add 10.99.0.9/24 dev far");
    hosts.ip(hosts.left, "link set far up");
    hosts.ip(hosts.left, "link set far-away arp off up");
    hosts.ip(hosts.left, "neigh replace 10.99.0.1 lladdr 02:00:00:00:00:99 dev far");
    set(hosts.left, "net.ipv6.conf.default.disable_ipv6=0");
    hosts.ip(hosts.right, "route add 10.99.0.0/24 via 10.9.0.51");
    knowTheMacAddresses();
    onLeft((addresses, refusal) -> {
      place(addresses);
      refusal.refuse(REFUSED);
      assertFalse(reaches(hosts.right, "10.99.0.1"));
      assertEquals(List.of(1L, 0L), forwarded());
      assertEquals("1", arrived("far-away"));
    });
  }

  private String arrived(String interfaceName) {
    var file = "/sys/class/net/" + interfaceName + "/statistics/rx_packets";
    return TwoHosts.run("ip", "netns", "exec", hosts.left, "cat", file).strip();
  }

  /** The first neighbor solicitation that the left sends while it does something. */
  private String solicitation(Runnable action) {
    var filter = "icmp6 and ip6[40] == 135 and not ether src 02:00:00:00:00:02";
    try {
      var tcpdump =
          new ProcessBuilder(
                  List.of(
                      "ip",
                      "netns",
                      "exec",
                      hosts.right,
                      "timeout",
                      "60",
                      "tcpdump",
                      "-i",
                      "eth0",
                      "-nn",
                      "-e",
                      "-v",
                      "--immediate-mode",
                      "-c",
                      "1",
                      filter))
              .start();
      var begun = tcpdump.errorReader(StandardCharsets.UTF_8).readLine();
      assertTrue(begun != null && begun.contains("listening on"), "" + begun);
      action.run();
      return new String(tcpdump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void neighborSolicitationsFromTheVirtualAddressCarryTheVirtualMacAddress() {
    onLeft((addresses, refusal) -> {
      place(addresses);
      var seen = solicitation(() -> reaches(hosts.left, "-I", "vrrp6.51", "fe80::77"));
      assertTrue(seen.contains(MAC6 + " > 33:33:ff:00:00:77"), seen);
      assertTrue(seen.contains("fe80::51 > ff02::1:ff00:77"), seen);
      assertTrue(seen.contains("source link-address option (1), length 8 (1): " + MAC6), seen);
    });
  }

  /** No host can take the interface's MAC address for that of a virtual address. */
  @Test
  void thoseThatLeaveByTheInterfaceBelowAreInItsOwnNameAndNeverInAVirtualOne() {
    onLeft((addresses, refusal) -> {
      place(addresses);
      var seen = solicitation(() -> reaches(hosts.left, "-I", "2001:db8::51", "2001:db8::77"));
      assertTrue(seen.contains("fe80::1 > ff02::1:ff00:77"), seen);
      var own = "source link-address option (1), length 8 (1): 02:00:00:00:00:01";
      assertTrue(seen.contains(own), seen);
      assertTrue(reaches(hosts.left, "-I", "2001:db8::51", "2001:db8::2"));
      var neighbor = hosts.ip(hosts.right, "neigh show 2001:db8::51");
      assertTrue(neighbor.contains(MAC6.toString()), neighbor);
    });
  }
}
