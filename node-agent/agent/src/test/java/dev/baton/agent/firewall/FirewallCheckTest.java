package dev.baton.agent.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.KeepalivedConf;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirewallCheckTest {
  private static List<String> check(String... items) {
    var config =
        KeepalivedConf.parse(
                "test.conf",
                "vrrp_instance A {\n interface eth0\n virtual_router_id 1\n"
                    + " virtual_ipaddress { 192.0.2.1 }\n}")
            .config();
    return FirewallCheck.check(config, "{\"nftables\": [" + String.join(",", items) + "]}");
  }

  private static String base(String policy) {
    return """
    {"chain": {"family": "inet", "table": "f", "name": "in", "type": "filter",
     "hook": "input", "prio": 0, "policy": "%s"}}\
    """
        .formatted(policy);
  }

  private static String rule(String chain, String... statements) {
    return """
    {"rule": {"family": "inet", "table": "f", "chain": "%s", "handle": 7, "expr": [%s]}}\
    """
        .formatted(chain, String.join(",", statements));
  }

  private static String match(String left, String right) {
    return "{\"match\": {\"op\": \"==\", \"left\": " + left + ", \"right\": " + right + "}}";
  }

  private static String said(String verb, String what) {
    return "eth0: the firewall "
        + verb
        + " VRRP coming in (table inet f, chain in, "
        + what
        + "); let it pass with: nft insert rule inet f in ip daddr 224.0.0.18 ip protocol 112"
        + " accept";
  }

  private static final String DROP = "{\"drop\": null}";
  private static final String ACCEPT = "{\"accept\": null}";
  private static final String PROTOCOL = "{\"meta\": {\"key\": \"l4proto\"}}";
  private static final String DESTINATION =
      "{\"payload\": {\"protocol\": \"ip\", \"field\": \"daddr\"}}";

  @Test
  void withoutRulesNothingIsInTheWay() {
    assertEquals(List.of(), check());
    assertEquals(List.of(), check(base("accept")));
  }

  @Test
  void aPolicyThatDropsIsInTheWayUnlessARuleAccepts() {
    assertEquals(List.of(said("drops", "policy of the chain")), check(base("drop")));
    var group = "{\"prefix\": {\"addr\": \"224.0.0.0\", \"len\": 24}}";
    assertEquals(List.of(), check(base("drop"), rule("in", match(DESTINATION, group), ACCEPT)));
  }

  @Test
  void whatIsAcceptedForOthersDoesNotHelp() {
    var established =
        "{\"match\": {\"op\": \"in\", \"left\": {\"ct\": {\"key\": \"state\"}},"
            + " \"right\": [\"established\", \"related\"]}}";
    var port =
        match(
            "{\"payload\": {\"protocol\": \"tcp\", \"field\": \"dport\"}}", "{\"set\": [22, 80]}");
    var loopback = match("{\"meta\": {\"key\": \"iifname\"}}", "\"lo\"");
    assertEquals(
        List.of(said("drops", "policy of the chain")),
        check(
            base("drop"),
            rule("in", established, ACCEPT),
            rule("in", port, ACCEPT),
            rule("in", loopback, ACCEPT)));
  }

  @Test
  void aRuleThatDropsTheProtocolIsInTheWay() {
    assertEquals(
        List.of(said("drops", "in rule 7")),
        check(
            base("accept"), rule("in", match(PROTOCOL, "{\"set\": [\"icmp\", \"vrrp\"]}"), DROP)));
    assertEquals(List.of(), check(base("accept"), rule("in", match(PROTOCOL, "\"icmp\""), DROP)));
  }

  @Test
  void aRuleBehindAJumpCounts() {
    assertEquals(
        List.of(said("drops", "more rule 7")),
        check(
            base("accept"),
            rule("in", "{\"jump\": {\"target\": \"more\"}}"),
            rule("more", match(PROTOCOL, "112"), DROP)));
  }

  @Test
  void aConditionThatCannotBeJudgedIsSaidToBeUncertain() {
    var mark = match("{\"meta\": {\"key\": \"mark\"}}", "5");
    assertEquals(
        List.of(said("may drop", "in rule 7")), check(base("accept"), rule("in", mark, DROP)));
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertEquals(1, FirewallCheck.check(KeepalivedConf.parse("c", "").config(), "{").size());
  }
}
