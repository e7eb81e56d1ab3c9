package dev.baton.agent.firewall;

import static dev.baton.agent.firewall.FirewallScenario.DROP;
import static dev.baton.agent.firewall.FirewallScenario.ct;
import static dev.baton.agent.firewall.FirewallScenario.input;
import static dev.baton.agent.firewall.FirewallScenario.is;
import static dev.baton.agent.firewall.FirewallScenario.match;
import static dev.baton.agent.firewall.FirewallScenario.meta;
import static dev.baton.agent.firewall.FirewallScenario.payload;
import static dev.baton.agent.firewall.FirewallScenario.rule;
import static dev.baton.agent.firewall.FirewallScenario.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Which conditions hold for advertisements to 224.0.0.18 that come in on eth0. */
class AdvertFactsTest {
  private static void holds(String match) {
    assertEquals("DROPS", verdict(input("accept"), rule("in", match, DROP)), match);
  }

  private static void fails(String match) {
    assertEquals("PASSES", verdict(input("accept"), rule("in", match, DROP)), match);
  }

  private static void isUncertain(String match) {
    assertEquals("MAY_DROP", verdict(input("accept"), rule("in", match, DROP)), match);
  }

  @Test
  void theProtocolIs112ByNumberNameOrRange() {
    holds(is(meta("l4proto"), "vrrp"));
    holds(is(payload("ip", "protocol"), "{\"set\": [\"icmp\", 112]}"));
    holds(is(meta("l4proto"), "{\"range\": [100, 120]}"));
    fails(is(meta("l4proto"), "{\"range\": [0, 111]}"));
    fails(is(meta("l4proto"), "icmp"));
    fails(match(meta("l4proto"), "!=", "{\"set\": [\"vrrp\", \"tcp\"]}"));
    isUncertain(match(payload("ip", "protocol"), ">", "50"));
  }

  @Test
  void theDestinationIsTheGroup() {
    String daddr = payload("ip", "daddr");
    holds(is(daddr, "224.0.0.18"));
    holds(is(daddr, "{\"prefix\": {\"addr\": \"224.0.0.0\", \"len\": 4}}"));
    holds(is(daddr, "{\"range\": [\"224.0.0.1\", \"224.0.0.255\"]}"));
    fails(is(daddr, "{\"range\": [\"224.0.0.19\", \"224.0.0.255\"]}"));
    fails(is(daddr, "{\"set\": [\"224.0.0.1\", {\"elem\": {\"val\": \"224.0.0.2\"}}]}"));
    holds(match(daddr, "!=", "224.0.0.5"));
    isUncertain(is(daddr, "{\"mystery\": 1}"));
  }

  @Test
  void theSourceIsOfTheNetworkOfTheInterface() {
    String saddr = payload("ip", "saddr");
    holds(is(saddr, "{\"prefix\": {\"addr\": \"10.0.0.0\", \"len\": 8}}"));
    fails(is(saddr, "{\"prefix\": {\"addr\": \"192.168.0.0\", \"len\": 16}}"));
    isUncertain(is(saddr, "10.0.0.7"));
  }

  @Test
  void headersThatTheyDoNotHaveMatchNeitherWay() {
    for (String header : new String[] {"tcp", "udp", "icmp", "ip6", "arp", "icmpv6"}) {
      fails(is(payload(header, "x"), "1"));
      fails(match(payload(header, "x"), "!=", "1"));
    }
    isUncertain(is("{\"payload\": {\"base\": \"th\", \"offset\": 0, \"len\": 8}}", "33"));
    isUncertain(is(payload("th", "dport"), "53"));
  }

  @Test
  void theyComeInOnTheInterfaceAndGoOutOnNone() {
    holds(is(meta("iifname"), "{\"set\": [\"lo\", \"eth*\"]}"));
    fails(is(meta("iif"), "lo"));
    holds(match(meta("iifname"), "!=", "lo"));
    fails(is(meta("oifname"), "eth0"));
    holds(match(meta("oifname"), "!=", "lo"));
  }

  @Test
  void toConnectionTrackingEachIsNew() {
    fails(match(ct("state"), "in", "[\"established\", \"related\"]"));
    fails(match(ct("state"), "in", "invalid"));
    holds(match(ct("state"), "in", "[\"established\", \"new\"]"));
    isUncertain(is(ct("state"), "untracked"));
    fails(match(ct("status"), "in", "dnat"));
    isUncertain(match(ct("status"), "in", "assured"));
    isUncertain(is(ct("mark"), "1"));
  }

  @Test
  void theyAreMulticastFramesOfIpWithTheHopLimitOfTheRfc() {
    holds(is(meta("pkttype"), "{\"set\": [\"broadcast\", \"multicast\"]}"));
    holds(is(meta("nfproto"), "ipv4"));
    fails(is(meta("nfproto"), "ipv6"));
    holds(is(meta("protocol"), "ip"));
    holds(is(payload("ether", "type"), "ip"));
    fails(is(payload("ether", "type"), "arp"));
    holds(is(payload("ip", "ttl"), "255"));
    fails(is(payload("ip", "ttl"), "1"));
    isUncertain(is(payload("ether", "saddr"), "00:00:5e:00:01:01"));
    isUncertain(is("{\"&\": [{\"meta\": {\"key\": \"mark\"}}, 255]}", "1"));
  }

  @Test
  void theirSourceHasARouteBackAndTheirDestinationIsMulticast() {
    String type = "{\"fib\": {\"result\": \"type\", \"flags\": [\"%s\"]}}";
    holds(is(type.formatted("daddr"), "multicast"));
    fails(is(type.formatted("daddr"), "local"));
    holds(is(type.formatted("saddr"), "unicast"));
    fails(is("{\"fib\": {\"result\": \"oif\", \"flags\": [\"saddr\", \"iif\"]}}", "false"));
  }

  @Test
  void partsOfAConcatenationAreJudgedTogether() {
    String left = "{\"concat\": [" + payload("ip", "daddr") + "," + meta("l4proto") + "]}";
    holds(is(left, "{\"set\": [{\"concat\": [\"224.0.0.18\", \"vrrp\"]}]}"));
    fails(is(left, "{\"set\": [{\"concat\": [\"224.0.0.18\", \"tcp\"]}]}"));
  }
}
