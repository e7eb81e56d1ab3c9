package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.engine.AdvertPath;
import dev.baton.agent.engine.RefusedAddress;
import dev.baton.agent.engine.Station;
import dev.baton.agent.firewall.Blockade;
import dev.baton.agent.firewall.FirewallCheck;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of real rules is what they do to real packets, and the remedy mends it. */
@Timeout(120)
class FirewallIT {
  private static final String INPUT = "type filter hook input priority 0; policy ";
  private static final String OUTPUT = "type filter hook output priority 0; policy ";

  private final Kernel kernel = Kernel.load();
  private TwoHosts hosts;
  private Router left;
  private Router right;

  /** Speaks and hears advertisements of both families. */
  private static final class Router implements AutoCloseable {
    private final LinuxWakeups wakeups;
    private final RawAdvertisementChannel channel;
    private final LinuxClock clock;
    private final String ipv4;
    private final String ipv6;

    Router(Kernel kernel, String ipv4, String ipv6) {
      this.ipv4 = ipv4;
      this.ipv6 = ipv6;
      wakeups = new LinuxWakeups(kernel);
      channel = new RawAdvertisementChannel(kernel, wakeups);
      clock = new LinuxClock(kernel);
      for (var family : Family.values()) {
        channel.join(station(family));
      }
    }

    private static InetAddress group(Family family) {
      return InetAddress.ofLiteral(family == Family.IPV4 ? "224.0.0.18" : "ff02::12");
    }

    private static Station station(Family family) {
      return new Station("eth0", family, List.of(group(family)));
    }

    void speak(Family family) {
      var source = InetAddress.ofLiteral(family == Family.IPV4 ? ipv4 : ipv6);
      var path = new AdvertPath(station(family), source, group(family));
      channel.send(path, 255, ByteBuffer.wrap(new byte[] {0x31, 7}));
      channel.flush((failed, reason) -> {});
    }

    boolean hears() {
      wakeups.await(clock.nanos() + 1_000_000);
      return channel.receive(10, (path, hopLimit, message) -> {}) > 0;
    }

    @Override
    public void close() {
      channel.close();
      wakeups.close();
    }
  }

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
    left = hosts.on(hosts.left, () -> new Router(kernel, "10.9.0.1", "fe80::1"));
    right = hosts.on(hosts.right, () -> new Router(kernel, "10.9.0.2", "fe80::2"));
  }

  @AfterEach
  void disconnect() {
    left.close();
    right.close();
    hosts.close();
  }

  private static AgentConfig config(Family family) {
    String address = family == Family.IPV4 ? "10.9.0.51" : "fe80::51";
    return KeepalivedConf.parse(
            "test.conf",
            "vrrp_instance A {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress { "
                + address
                + " }\n}")
        .config();
  }

  private List<Blockade> found(Family family) {
    return hosts.on(hosts.left, () -> FirewallCheck.run(config(family))).blockades();
  }

  private void shell(String command) {
    TwoHosts.run("ip", "netns", "exec", hosts.left, "sh", "-ec", command);
  }

  private void nft(String... lines) {
    shell("nft -f - <<'END'\n" + String.join("\n", lines) + "\nEND");
  }

  /** One after the other on a veth pair: what a ping overtakes was dropped. */
  private boolean crosses(Router from, Router to, Family family) {
    from.speak(family);
    var answer = family == Family.IPV4 ? "10.9.0.2" : "fe80::2%eth0";
    TwoHosts.run("ip", "netns", "exec", hosts.left, "ping", "-c1", "-W10", answer);
    return to.hears();
  }

  private void isMended(Family family, String direction, String what) {
    var from = direction.equals("in") ? right : left;
    var to = direction.equals("in") ? left : right;
    assertFalse(crosses(from, to, family), "adverts cross");
    var blockade = only(family);
    assertEquals(direction, blockade.direction());
    assertTrue(blockade.reason().startsWith("the firewall drops VRRP"), blockade.reason());
    assertTrue(blockade.reason().contains(what), blockade.reason());
    shell(blockade.remedy());
    assertEquals(List.of(), found(family));
    assertTrue(crosses(from, to, family), "adverts do not cross");
  }

  private Blockade only(Family family) {
    var found = found(family);
    assertEquals(1, found.size(), found.toString());
    return found.getFirst();
  }

  @Test
  void withoutRulesNothingIsFoundAndAdvertsCross() {
    for (var family : Family.values()) {
      assertEquals(List.of(), found(family));
      assertTrue(crosses(right, left, family));
      assertTrue(crosses(left, right, family));
    }
  }

  @Test
  void aRuleAgainstTheProtocolComingInIsFoundAndMended() {
    nft("table inet f {", "chain in {", INPUT + "accept;", "meta l4proto vrrp drop", "}", "}");
    isMended(Family.IPV4, "in", "nft table inet f, chain in: rule ");
    isMended(Family.IPV6, "in", "nft table inet f, chain in: rule ");
  }

  @Test
  void aPolicyAgainstAllThatGoesOutIsFoundAndMended() {
    nft(
        "table ip f {",
        "chain out {",
        OUTPUT + "drop;",
        "ct state established,related accept",
        "ip protocol icmp accept",
        "}",
        "}");
    isMended(Family.IPV4, "out", "chain out: the policy of the chain");
  }

  @Test
  void rulesAgainstTheGroupsAreFoundAndMended() {
    nft(
        "table inet f {",
        "set groups { type ipv4_addr; flags interval; elements = { 224.0.0.0/24 }; }",
        "chain in {",
        INPUT + "accept;",
        "meta l4proto { tcp, udp } accept",
        "ip daddr @groups jump more",
        "ip6 daddr ff02::12 goto more",
        "}",
        "chain more {",
        "counter reject",
        "}",
        "}");
    isMended(Family.IPV4, "in", " of chain more");
    isMended(Family.IPV6, "in", " of chain more");
  }

  @Test
  void aChainThatIsReturnedFromIsNotInTheWay() {
    nft(
        "table inet f {",
        "chain more {",
        "meta l4proto vmap { vrrp : return, icmp : accept, ipv6-icmp : accept }",
        "drop",
        "}",
        "chain in {",
        INPUT + "accept;",
        "jump more",
        "ct state invalid drop",
        "}",
        "}");
    for (var family : Family.values()) {
      assertEquals(List.of(), found(family));
      assertTrue(crosses(right, left, family));
    }
  }

  @Test
  void whatDependsOnMarksIsUncertain() {
    nft("table inet f {", "chain in {", INPUT + "accept;", "meta mark 5 drop", "}", "}");
    assertTrue(crosses(right, left, Family.IPV4));
    assertEquals(Blockade.Certainty.MAY_DROP, only(Family.IPV4).certainty());
  }

  @Test
  void rulesAgainstArpAreFoundAndMended() {
    nft("table arp f {", "chain in {", INPUT + "accept;", "arp operation request drop", "}", "}");
    assertEquals(Blockade.Certainty.MAY_DROP, only(Family.IPV4).certainty());
    nft("add rule arp f in arp htype 1 drop");
    assertFalse(resolves());
    var blockade = only(Family.IPV4);
    assertTrue(blockade.reason().startsWith("the firewall drops ARP coming in"), blockade.reason());
    shell(blockade.remedy());
    assertEquals(List.of(), found(Family.IPV4));
    assertTrue(resolves());
  }

  private boolean resolves() {
    return resolves("10.9.0.1");
  }

  private boolean resolves(String address) {
    // The left too: where it probes the right, the right learns of the left by that.
    hosts.ip(hosts.left, "neigh flush dev eth0");
    hosts.ip(hosts.right, "neigh flush dev eth0");
    try {
      TwoHosts.run("ip", "netns", "exec", hosts.right, "ping", "-c1", "-W1", address);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private void isDiscoveryMended(String direction, String what) {
    assertFalse(resolves("fe80::1%eth0"), "it is found");
    var blockade = only(Family.IPV6);
    assertEquals(Blockade.Certainty.DROPS, blockade.certainty());
    assertEquals(direction, blockade.direction());
    assertTrue(blockade.reason().startsWith("the firewall drops " + what), blockade.reason());
    shell(blockade.remedy());
    assertEquals(List.of(), found(Family.IPV6));
    assertTrue(resolves("fe80::1%eth0"), "it is not found");
    shell("nft flush ruleset");
  }

  @Test
  void rulesAgainstNeighborDiscoveryAreFoundAndMended() {
    assertTrue(resolves("fe80::1%eth0"));
    nft(
        "table inet f {",
        "chain in {",
        INPUT + "accept;",
        "icmpv6 type nd-neighbor-solicit drop",
        "}",
        "}");
    isDiscoveryMended("in", "neighbour solicitations coming in");
    nft(
        "table ip6 f {",
        "chain in {",
        INPUT + "accept;",
        "ip6 daddr ff02::1:ff00:0/104 drop",
        "}",
        "}");
    isDiscoveryMended("in", "neighbour solicitations coming in");
    nft(
        "table ip6 f {",
        "chain out {",
        OUTPUT + "drop;",
        "icmpv6 type != { nd-neighbor-advert, 1 } accept",
        "meta l4proto vrrp accept",
        "}",
        "}");
    isDiscoveryMended("out", "neighbour advertisements going out");
    shell("ip6tables-nft -A INPUT -p ipv6-icmp --icmpv6-type neighbor-solicitation -j DROP");
    isDiscoveryMended("in", "neighbour solicitations coming in");
  }

  @Test
  void aRuleAgainstAllNodesKeepsAnnouncementsOfOthersAway() {
    nft("table ip6 f {", "chain in {", INPUT + "accept;", "ip6 daddr ff02::1 drop", "}", "}");
    var blockade = only(Family.IPV6);
    assertTrue(
        blockade.reason().startsWith("the firewall drops neighbour advertisements coming in"),
        blockade.reason());
    shell(blockade.remedy());
    assertEquals(List.of(), found(Family.IPV6));
  }

  @Test
  void neighborDiscoveryIsNoConnection() {
    nft(
        "table inet f {",
        "chain in {",
        INPUT + "drop;",
        "ct state established,related accept",
        "ct state invalid drop",
        "meta l4proto vrrp accept",
        "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } ip6 hoplimit 255 accept",
        "}",
        "}");
    assertEquals(List.of(), found(Family.IPV6));
    assertTrue(resolvesByTheRight());
  }

  /** Without an echo, which these rules drop. */
  private boolean resolvesByTheRight() {
    resolves("fe80::1%eth0");
    return hosts.ip(hosts.right, "neigh show fe80::1").contains("02:00:00:00:00:01");
  }

  @Test
  void rulesOfIptablesAreFoundAndMendedInItsOwnWords() {
    shell("iptables-nft -A INPUT -m addrtype --dst-type LOCAL -j ACCEPT");
    shell("iptables-nft -A INPUT -m pkttype --pkt-type multicast -j DROP");
    isMended(Family.IPV4, "in", "iptables table filter, chain INPUT: rule 2");
    shell("ip6tables-nft -A OUTPUT -p 112 -j REJECT");
    isMended(Family.IPV6, "out", "ip6tables table filter, chain OUTPUT: rule 1");
  }

  @Test
  void rulesOfLegacyIptablesAreFoundAndMendedInItsOwnWords() {
    shell("iptables-legacy -A INPUT -p 112 -j DROP");
    isMended(Family.IPV4, "in", "iptables-legacy table filter, chain INPUT: rule 1");
    shell("ip6tables-legacy -A INPUT -p ipv6-icmp --icmpv6-type 135 -j DROP");
    assertFalse(resolves("fe80::1%eth0"));
    shell(only(Family.IPV6).remedy());
    assertEquals(List.of(), found(Family.IPV6));
    assertTrue(resolves("fe80::1%eth0"));
  }

  @Test
  void batonsOwnRefusalsAreNotInTheWay() {
    var refused = List.of(InetAddress.ofLiteral("10.9.0.51"), InetAddress.ofLiteral("fe80::51"));
    var addresses =
        refused.stream().map(address -> new RefusedAddress(address, "", false)).toList();
    hosts.on(
        hosts.left,
        () -> {
          try (var refusal = new NftablesRefusal(kernel, "baton-0123456789abcdef");
              var silence = new NftablesSilence(kernel)) {
            assertEquals("", refusal.refuse(addresses));
            silence.prepare();
            silence.silence(refused);
            for (var family : Family.values()) {
              assertEquals(List.of(), FirewallCheck.run(config(family)).blockades());
            }
          }
          return "";
        });
  }
}
