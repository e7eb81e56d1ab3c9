package dev.baton.agent.firewall;

import static dev.baton.agent.firewall.FirewallScenario.ACCEPT;
import static dev.baton.agent.firewall.FirewallScenario.DROP;
import static dev.baton.agent.firewall.FirewallScenario.chain;
import static dev.baton.agent.firewall.FirewallScenario.ct;
import static dev.baton.agent.firewall.FirewallScenario.input;
import static dev.baton.agent.firewall.FirewallScenario.instance;
import static dev.baton.agent.firewall.FirewallScenario.is;
import static dev.baton.agent.firewall.FirewallScenario.match;
import static dev.baton.agent.firewall.FirewallScenario.meta;
import static dev.baton.agent.firewall.FirewallScenario.payload;
import static dev.baton.agent.firewall.FirewallScenario.plain;
import static dev.baton.agent.firewall.FirewallScenario.rule;
import static dev.baton.agent.firewall.FirewallScenario.ruleOf;
import static dev.baton.agent.firewall.FirewallScenario.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.KeepalivedConf;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of rules that are in the way, and what is to be done about them. */
class FirewallCheckTest {
  private static final String IPV6 = "virtual_ipaddress { fe80::9 }";
  private static final String UNICAST =
      "unicast_peer { 10.0.0.2 }\n virtual_ipaddress { 192.0.2.1 }";

  private static List<String> check(AgentConfig config, String... items) {
    return said(config, FakeTools.withNft(items));
  }

  @Test
  void aRuleIsNamedAndTheCommandThatLetsAdvertisementsPassIt() {
    assertEquals(
        List.of(
            "eth0: the firewall drops VRRP coming in (nft table inet f, chain in: rule with handle 7 of chain"
                + " more); let it pass with: nft insert rule inet f in ip daddr 224.0.0.18 meta"
                + " l4proto 112 accept"),
        check(
            plain(),
            input("accept"),
            rule("in", "{\"jump\": {\"target\": \"more\"}}"),
            chain("inet", "f", "more"),
            rule("more", is(meta("l4proto"), "112"), DROP)));
  }

  @Test
  void aPolicyIsNamedInBothDirectionsAndForBothFamilies() {
    assertEquals(
        List.of(
            "eth0: the firewall drops VRRP going out (nft table ip6 f, chain out: the policy of the"
                + " chain); let it pass with: nft insert rule ip6 f out ip6 daddr ff02::12 meta"
                + " l4proto 112 accept",
            "eth0: the firewall drops neighbour solicitations going out (nft table ip6 f, chain out:"
                + " the policy of the chain); let it pass with: nft insert rule ip6 f out icmpv6"
                + " type nd-neighbor-solicit accept",
            "eth0: the firewall drops neighbour advertisements going out (nft table ip6 f, chain"
                + " out: the policy of the chain); let it pass with: nft insert rule ip6 f out"
                + " icmpv6 type nd-neighbor-advert accept"),
        check(instance("eth0", IPV6), chain("ip6", "f", "out", "output", "drop")));
  }

  @Test
  void aPeersUnicastIsLookedForBothWays() {
    assertEquals(
        List.of(
            "eth0: the firewall drops VRRP going out (nft table ip f, chain out: the policy of the"
                + " chain); let it pass with: nft insert rule ip f out ip daddr 10.0.0.2 meta"
                + " l4proto 112 accept",
            "eth0: the firewall drops VRRP coming in (nft table ip f, chain in: the policy of the"
                + " chain); let it pass with: nft insert rule ip f in ip daddr 10.0.0.1 meta"
                + " l4proto 112 accept"),
        check(
            instance("eth0", UNICAST),
            chain("ip", "f", "out", "output", "drop"),
            chain("ip", "f", "in", "input", "drop")));
  }

  @Test
  void whatPeersAnswerMayBeEstablishedSoThatItIsUncertain() {
    String established = rule("in", match(ct("state"), "in", "[\"established\"]"), ACCEPT);
    assertEquals(1, check(plain(), input("drop"), established).size());
    assertEquals(
        List.of(
            "eth0: the firewall may drop VRRP coming in (nft table inet f, chain in: the policy of"
                + " the chain); let it pass with: nft insert rule inet f in ip daddr 10.0.0.1 meta"
                + " l4proto 112 accept"),
        check(instance("eth0", UNICAST), input("drop"), established));
    String fresh = rule("in", match(ct("state"), "in", "[\"new\", \"untracked\"]"), ACCEPT);
    assertEquals(List.of(), check(instance("eth0", UNICAST), input("drop"), established, fresh));
  }

  @Test
  void arpIsLookedForInTheChainsOfItsOwn() {
    String chain = chain("arp", "filter", "INPUT", "input", "accept");
    assertEquals(
        List.of(
            "eth0: the firewall drops ARP coming in (nft table arp filter, chain INPUT: rule with handle 7);"
                + " let it pass with: nft insert rule arp filter INPUT iifname eth0 accept"),
        check(
            plain(),
            chain,
            ruleOf("arp", "filter", "INPUT", is(payload("arp", "htype"), "1"), DROP)));
    assertEquals(
        List.of(),
        check(plain(), chain, ruleOf("arp", "filter", "INPUT", is(meta("iifname"), "lo"), DROP)));
    assertEquals(
        List.of(), check(instance("eth0", IPV6), chain, ruleOf("arp", "filter", "INPUT", DROP)));
  }

  @Test
  void aBridgesOwnChainsCountWhereTheInterfaceIsOne() {
    String chain = chain("bridge", "f", "in", "input", "accept");
    String drop = ruleOf("bridge", "f", "in", is(payload("ether", "type"), "arp"), DROP);
    assertEquals(List.of(), check(plain(), chain, drop));
    assertEquals(
        List.of(
            "br0: the firewall drops ARP coming in (nft table bridge f, chain in: rule with handle 7); let it"
                + " pass with: nft insert rule bridge f in ether type arp accept"),
        check(instance("br0", "virtual_ipaddress { 192.0.2.1 }"), chain, drop));
  }

  @Test
  void framesFromAVirtualMacAddressDoNotPassTheChainsOfIp() {
    var config = instance("eth0", "use_vmac", "virtual_ipaddress { 192.0.2.1 }");
    assertEquals(List.of(), check(config, chain("inet", "f", "out", "output", "drop")));
    assertEquals(1, check(config, chain("netdev", "f", "out", "egress", "drop")).size() / 2);
  }

  @Test
  void firewalldsRemedyIsItsOwnCommand() {
    assertEquals(
        List.of(
            "eth0: the firewall drops VRRP coming in (nft table inet firewalld, chain filter_INPUT:"
                + " rule with handle 7); let it pass with: zone=$(firewall-cmd --get-zone-of-interface=eth0 ||"
                + " firewall-cmd --get-default-zone) && firewall-cmd --permanent --zone=$zone"
                + " --add-protocol=vrrp && firewall-cmd --reload"),
        check(
            plain(),
            chain("inet", "firewalld", "filter_INPUT", "input", "accept"),
            ruleOf("inet", "firewalld", "filter_INPUT", match(ct("status"), "in", "dnat"), ACCEPT),
            ruleOf("inet", "firewalld", "filter_INPUT", "{\"reject\": {\"type\": \"icmpx\"}}")));
  }

  @Test
  void instancesOfOneInterfaceHaveOneFinding() {
    var config =
        KeepalivedConf.parse(
                "test.conf",
                """
                vrrp_instance A {
                  interface eth0
                  virtual_router_id 1
                  virtual_ipaddress { 192.0.2.1 }
                }
                vrrp_instance B {
                  interface eth0
                  virtual_router_id 2
                  virtual_ipaddress { 192.0.2.2 }
                }
                """)
            .config();
    assertEquals(1, check(config, input("drop")).size());
  }
}
