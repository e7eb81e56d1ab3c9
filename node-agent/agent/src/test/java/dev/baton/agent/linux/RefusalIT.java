package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.FirewallTables;
import dev.baton.agent.engine.Mended;
import dev.baton.agent.engine.RefusedAddress;
import dev.baton.agent.linux.ffi.Kernel;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RefusalIT {
  private static final RefusedAddress IPV4 =
      new RefusedAddress(InetAddress.ofLiteral("10.9.0.51"), "", false);
  private static final RefusedAddress IPV6 =
      new RefusedAddress(InetAddress.ofLiteral("fe80::51"), "eth0", false);
  private static final String OWNER = "baton-0123456789abcdef";

  private final Kernel kernel = Kernel.load();
  private TwoHosts hosts;

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
    hosts.ip(hosts.left, "addr add 10.9.0.51/24 dev eth0");
    hosts.ip(hosts.left, "addr add fe80::51/64 dev eth0 nodad");
  }

  @AfterEach
  void disconnect() {
    hosts.close();
  }

  private void onLeft(Consumer<NftablesRefusal> test) {
    hosts.on(
        hosts.left,
        () -> {
          try (var refusal = new NftablesRefusal(kernel, OWNER)) {
            test.accept(refusal);
          }
          return "";
        });
  }

  private boolean isAnswered(String address) {
    try {
      TwoHosts.run("ip", "netns", "exec", hosts.right, "ping", "-c1", "-W1", address);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private String rules() {
    return TwoHosts.run("ip", "netns", "exec", hosts.left, "nft", "list", "ruleset");
  }

  @Test
  void whatSomebodyElseTookAwayIsPutBack() {
    onLeft(refusal -> {
      assertEquals("", refusal.refuse(List.of(IPV4, IPV6)));
      assertEquals(Mended.NOTHING, refusal.mend());
      nft("delete table ip " + OWNER);
      assertTrue(isAnswered("10.9.0.51"));
      assertEquals(new Mended(List.of("ip " + OWNER), ""), refusal.mend());
      assertFalse(isAnswered("10.9.0.51"));
      nft("flush ruleset");
      assertEquals(new Mended(List.of("ip " + OWNER, "ip6 " + OWNER), ""), refusal.mend());
      assertFalse(isAnswered("10.9.0.51"));
      assertFalse(isAnswered("fe80::51%eth0"));
      nft("add table ip other");
      assertEquals(Mended.NOTHING, refusal.mend());
      refusal.accept(List.of(IPV4));
      assertTrue(isAnswered("10.9.0.51"));
    });
  }

  /** Each is a thing that somebody may do to a table, after which not all is refused. */
  @Test
  void whatSomebodyElseChangedIsPutBackAsItWas() {
    onLeft(refusal -> {
      refusal.use(new FirewallTables("vips", -1, false, false));
      assertEquals("", refusal.refuse(List.of(IPV4, IPV6)));
      var before = rules();
      for (String words :
          List.of(
              "flush chain ip vips in",
              "flush chain ip vips out",
              "delete element ip vips vips { 10.9.0.51 }",
              "add element ip vips vips { 10.9.0.99 }",
              "flush set ip6 vips vips_link_local",
              "flush table ip6 vips",
              "insert rule ip vips in accept",
              "add table ip vips { flags dormant; }",
              "delete chain ip vips " + OWNER,
              "delete table ip6 vips")) {
        assertEquals(Mended.NOTHING, refusal.mend());
        nft(words);
        String family = words.contains("ip6") ? "ip6" : "ip";
        assertEquals(new Mended(List.of(family + " vips"), ""), refusal.mend(), words);
        assertEquals(before, rules(), words);
      }
      assertFalse(isAnswered("10.9.0.51"));
      assertFalse(isAnswered("fe80::51%eth0"));
      refusal.end();
      assertEquals("", rules());
    });
  }

  @Test
  void anElementThatIsGoneAlreadyIsNoHindrance() {
    onLeft(refusal -> {
      assertEquals("", refusal.refuse(List.of(IPV4, IPV6)));
      nft("flush set ip " + OWNER + " vips");
      refusal.accept(List.of(IPV4));
      assertTrue(isAnswered("10.9.0.51"));
      assertFalse(isAnswered("fe80::51%eth0"));
      nft("flush ruleset");
      assertEquals("", refusal.refuse(List.of(IPV4)));
      assertFalse(isAnswered("10.9.0.51"));
      assertFalse(isAnswered("fe80::51%eth0"));
    });
  }

  @Test
  void aTableThatSomebodyMadeInPlaceOfOursIsLeftAlone() {
    onLeft(refusal -> {
      refusal.use(new FirewallTables("vips", -1, false, false));
      assertEquals("", refusal.refuse(List.of(IPV4)));
      nft("delete table ip vips");
      nft("add table ip vips");
      nft("add chain ip vips theirs");
      assertEquals(new Mended(List.of("ip vips"), ""), refusal.mend());
      assertTrue(rules().contains("chain theirs"), rules());
      assertFalse(isAnswered("10.9.0.51"));
      refusal.end();
      assertEquals("table ip vips {\n\tchain theirs {\n\t}\n}\n", rules());
    });
  }

  /** The same name, and another index. */
  private void makeTheLinkAnew() {
    hosts.disconnect();
    hosts.connect();
    hosts.ip(hosts.left, "addr add fe80::51/64 dev eth0 nodad");
  }

  @Test
  void aLinkLocalAddressGoesWithItsInterfaceOrWithTheName() {
    onLeft(refusal -> {
      assertEquals("", refusal.refuse(List.of(IPV6)));
      assertFalse(isAnswered("fe80::51%eth0"));
      makeTheLinkAnew();
      assertTrue(isAnswered("fe80::51%eth0"), "it is another interface");
      assertEquals("", refusal.refuse(List.of(IPV6)));
      assertFalse(isAnswered("fe80::51%eth0"));
      refusal.accept(List.of(IPV6));
      assertTrue(isAnswered("fe80::51%eth0"));
      var byName = new RefusedAddress(IPV6.address(), "eth0", true);
      assertEquals("", refusal.refuse(List.of(byName)));
      assertFalse(isAnswered("fe80::51%eth0"));
      makeTheLinkAnew();
      assertFalse(isAnswered("fe80::51%eth0"), "it has the name");
      refusal.use(new FirewallTables("", -1, false, true));
      assertFalse(isAnswered("fe80::51%eth0"));
      makeTheLinkAnew();
      assertTrue(isAnswered("fe80::51%eth0"), "it is another interface");
      assertEquals("", refusal.refuse(List.of(byName)));
      assertFalse(isAnswered("fe80::51%eth0"));
      assertFalse(leaves("fe80::51%eth0", "fe80::2%eth0"));
      refusal.use(FirewallTables.USUAL);
      assertTrue(rules().contains("fe80::51 . \"eth0\""), rules());
      assertTrue(rules().contains("ip6 daddr . iifname @vips_link_local_name drop"), rules());
    });
  }

  @Test
  void anInterfaceThatIsNotThereIsNoHindrance() {
    onLeft(refusal -> {
      var elsewhere = new RefusedAddress(IPV6.address(), "gone0", false);
      assertEquals("", refusal.refuse(List.of(elsewhere, IPV4)));
      assertTrue(isAnswered("fe80::51%eth0"));
      assertFalse(isAnswered("10.9.0.51"));
      refusal.accept(List.of(elsewhere, IPV4));
      assertTrue(isAnswered("10.9.0.51"));
    });
  }

  private void nft(String words) {
    TwoHosts.run(("ip netns exec " + hosts.left + " nft " + words).split(" "));
  }

  @Test
  void packetsToARefusedAddressAreDroppedAndNeighborDiscoveryIsNot() {
    onLeft(refusal -> {
      assertEquals("", refusal.refuse(List.of(IPV4, IPV6)));
      assertEquals("", refusal.refuse(List.of(IPV4)));
      assertFalse(isAnswered("10.9.0.51"));
      assertFalse(isAnswered("fe80::51%eth0"));
      assertTrue(isAnswered("10.9.0.1"));
      assertTrue(hosts.ip(hosts.right, "neigh show 10.9.0.51").contains("02:00:00:00:00:01"));
      assertTrue(hosts.ip(hosts.right, "neigh show fe80::51").contains("02:00:00:00:00:01"));
      // A host that asks again asks the address itself.
      hosts.ip(hosts.right, "neigh replace fe80::51 lladdr 02:00:00:00:00:01 dev eth0 nud probe");
      TwoHosts.await(
          "the address is confirmed",
          () -> hosts.ip(hosts.right, "neigh show fe80::51").contains("REACHABLE"));
      refusal.accept(List.of(IPV4, IPV6));
      assertTrue(isAnswered("10.9.0.51"));
      assertTrue(isAnswered("fe80::51%eth0"));
    });
  }

  private boolean leaves(String source, String destination) {
    try {
      TwoHosts.run(
          "ip netns exec %s ping -c1 -W1 -I %s %s"
              .formatted(hosts.left, source, destination)
              .split(" "));
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  @Test
  void noPacketLeavesFromARefusedAddress() {
    onLeft(refusal -> {
      assertTrue(leaves("10.9.0.51", "10.9.0.2"));
      assertTrue(leaves("fe80::51%eth0", "fe80::2%eth0"));
      assertEquals("", refusal.refuse(List.of(IPV4, IPV6)));
      assertFalse(leaves("10.9.0.51", "10.9.0.2"));
      assertFalse(leaves("fe80::51%eth0", "fe80::2%eth0"));
      assertTrue(leaves("10.9.0.1", "10.9.0.2"));
      assertTrue(leaves("fe80::1%eth0", "fe80::2%eth0"));
      refusal.accept(List.of(IPV4, IPV6));
      assertTrue(leaves("10.9.0.51", "10.9.0.2"));
      assertTrue(leaves("fe80::51%eth0", "fe80::2%eth0"));
    });
  }

  @Test
  void nothingIsMadeBeforeItIsNeededAndNothingIsLeft() {
    onLeft(refusal -> {
      refusal.accept(List.of(IPV4));
      refusal.end();
      assertEquals("", rules());
      refusal.refuse(List.of(IPV4));
      assertTrue(rules().contains("table ip " + OWNER), rules());
      refusal.end();
      assertEquals("", rules());
    });
  }

  @Test
  void theFileNamesTheTableItsPriorityAndWhetherItCounts() {
    onLeft(refusal -> {
      refusal.use(new FirewallTables("vips", -7, true, false));
      assertEquals("", refusal.refuse(List.of(IPV4, IPV6)));
      assertFalse(isAnswered("10.9.0.51"));
      assertFalse(isAnswered("fe80::51%eth0"));
      var rules = rules();
      for (String expected :
          List.of(
              "table ip vips {",
              "table ip6 vips {",
              "chain " + OWNER + " {",
              "type filter hook input priority filter - 7; policy accept;",
              "type filter hook output priority filter - 7; policy accept;",
              "ip daddr @vips counter packets ",
              "ip saddr @vips counter packets ",
              "ip6 saddr @vips counter packets ",
              "icmpv6 type @neighbor-discovery counter packets ")) {
        assertTrue(rules.contains(expected), expected + " in " + rules);
      }
    });
    onLeft(NftablesRefusal::removeTables);
    assertEquals("", rules());
  }

  @Test
  void theTableIsChangedInPlaceAndNoPacketGetsThrough() {
    onLeft(refusal -> {
      assertEquals("", refusal.refuse(List.of(IPV4, IPV6)));
      refusal.use(new FirewallTables("vips", -1, false, false));
      assertTrue(rules().contains("table ip vips {"), rules());
      assertFalse(rules().contains("table ip " + OWNER), rules());
      assertFalse(isAnswered("10.9.0.51"));
      assertFalse(isAnswered("fe80::51%eth0"));
      refusal.use(new FirewallTables("vips", -1, true, false));
      assertTrue(rules().contains("counter"), rules());
      assertFalse(isAnswered("10.9.0.51"));
      refusal.accept(List.of(IPV4));
      assertTrue(isAnswered("10.9.0.51"));
      refusal.use(FirewallTables.USUAL);
      assertFalse(rules().contains("table ip vips {"), rules());
      refusal.end();
      assertEquals("", rules());
    });
  }

  @Test
  void aTableOfSomebodyElsesIsLeftAloneAndThatIsSaid() {
    TwoHosts.run("ip", "netns", "exec", hosts.left, "nft", "add", "table", "ip", "vips");
    onLeft(refusal -> {
      refusal.use(new FirewallTables("vips", -1, false, false));
      assertEquals(
          "a table 'vips' is there already: packets are refused in table '" + OWNER + "'",
          refusal.refuse(List.of(IPV4)));
      assertFalse(isAnswered("10.9.0.51"));
      refusal.end();
      assertEquals("table ip vips {\n}\n", rules());
    });
  }

  @Test
  void whatAKilledEngineLeftIsTakenAwayAndNothingElse() {
    TwoHosts.run("ip", "netns", "exec", hosts.left, "nft", "add", "table", "ip", "mine");
    onLeft(refusal -> refusal.refuse(List.of(IPV4, IPV6)));
    assertFalse(isAnswered("10.9.0.51"));
    onLeft(NftablesRefusal::removeTables);
    assertEquals("table ip mine {\n}\n", rules());
    assertTrue(isAnswered("10.9.0.51"));
  }
}
