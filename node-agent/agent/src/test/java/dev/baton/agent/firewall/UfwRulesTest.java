package dev.baton.agent.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is said of the rules that ufw itself has made; the first line of each file says how. */
class UfwRulesTest {
  private static final String IPV6 = "virtual_ipaddress { fe80::51/64 }";

  private static String recorded(String name) {
    try (var in = UfwRulesTest.class.getResourceAsStream("/firewall/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void byDefaultAdvertisementsDoNotComeIn() {
    assertEquals(
        List.of(
            "eth0: the firewall drops VRRP coming in (iptables table filter, chain INPUT: the policy"
                + " of the chain); let it pass with: the line '-I ufw-before-input -i eth0 -d"
                + " 224.0.0.18 -p 112 -j ACCEPT' before COMMIT in /etc/ufw/before.rules, and ufw"
                + " reload"),
        FirewallScenario.said(
            FirewallScenario.plain(),
            new FakeTools().prints("iptables-save", recorded("ufw-default.iptables-save"))));
  }

  @Test
  void byDefaultNeighborDiscoveryPasses() {
    assertEquals(
        List.of(
            "eth0: the firewall drops VRRP coming in (ip6tables table filter, chain INPUT: the"
                + " policy of the chain); let it pass with: the line '-I ufw6-before-input -i eth0"
                + " -d ff02::12 -p 112 -j ACCEPT' before COMMIT in /etc/ufw/before6.rules, and ufw"
                + " reload"),
        FirewallScenario.said(
            FirewallScenario.instance("eth0", IPV6),
            new FakeTools().prints("ip6tables-save", recorded("ufw-default.ip6tables-save"))));
  }

  @Test
  void whereItIsMadeToDropNeighborDiscoveryTheLineThatLetsItPassIsNamed() {
    var said =
        FirewallScenario.said(
            FirewallScenario.instance("eth0", IPV6),
            new FakeTools().prints("ip6tables-save", recorded("ufw-denying.ip6tables-save")));
    assertEquals(
        List.of(
            "eth0: the firewall drops neighbour solicitations coming in (ip6tables table filter,"
                + " chain INPUT: rule 15 of chain ufw6-before-input); let it pass with: the line"
                + " '-I ufw6-before-input -i eth0 -p ipv6-icmp --icmpv6-type 135 -j ACCEPT' before"
                + " COMMIT in /etc/ufw/before6.rules, and ufw reload",
            "eth0: the firewall drops neighbour advertisements going out (ip6tables table filter,"
                + " chain OUTPUT: the policy of the chain); let it pass with: the line '-I"
                + " ufw6-before-output -o eth0 -p ipv6-icmp --icmpv6-type 136 -j ACCEPT' before"
                + " COMMIT in /etc/ufw/before6.rules, and ufw reload"),
        said.stream().filter(line -> line.contains("neighbour")).toList());
  }
}
