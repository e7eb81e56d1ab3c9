package dev.baton.agent.firewall;

import static dev.baton.agent.firewall.FirewallScenario.ACCEPT;
import static dev.baton.agent.firewall.FirewallScenario.DROP;
import static dev.baton.agent.firewall.FirewallScenario.RETURN;
import static dev.baton.agent.firewall.FirewallScenario.chain;
import static dev.baton.agent.firewall.FirewallScenario.ct;
import static dev.baton.agent.firewall.FirewallScenario.input;
import static dev.baton.agent.firewall.FirewallScenario.is;
import static dev.baton.agent.firewall.FirewallScenario.match;
import static dev.baton.agent.firewall.FirewallScenario.meta;
import static dev.baton.agent.firewall.FirewallScenario.payload;
import static dev.baton.agent.firewall.FirewallScenario.rule;
import static dev.baton.agent.firewall.FirewallScenario.ruleOf;
import static dev.baton.agent.firewall.FirewallScenario.to;
import static dev.baton.agent.firewall.FirewallScenario.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** How packets walk through rules, and how sure it is that they are dropped. */
class RulesetTest {
  private static final String VRRP = is(meta("l4proto"), "vrrp");
  private static final String MARKED = is(meta("mark"), "5");
  private static final String MORE = chain("inet", "f", "more");

  private static String map(String key, String data) {
    return "{\"vmap\": {\"key\": %s, \"data\": %s}}".formatted(key, data);
  }

  @Test
  void withoutRulesThePolicyDecides() {
    assertEquals("PASSES", verdict());
    assertEquals("PASSES", verdict(input("accept")));
    assertEquals("DROPS", verdict(input("drop")));
  }

  @Test
  void anAcceptingRuleEndsTheChainAndAnotherChainStillCounts() {
    assertEquals("PASSES", verdict(input("drop"), rule("in", VRRP, ACCEPT)));
    assertEquals(
        "DROPS",
        verdict(
            input("drop"),
            rule("in", VRRP, ACCEPT),
            chain("ip", "g", "pre", "prerouting", "drop")));
  }

  @Test
  void aRuleBehindAJumpOrAGotoCounts() {
    assertEquals(
        "DROPS",
        verdict(input("accept"), rule("in", to("jump", "more")), MORE, rule("more", VRRP, DROP)));
    assertEquals(
        "DROPS",
        verdict(input("accept"), rule("in", to("goto", "more")), MORE, rule("more", VRRP, DROP)));
  }

  @Test
  void aReturnLeavesAChainBeforeItsDrop() {
    assertEquals(
        "PASSES",
        verdict(
            input("accept"),
            rule("in", to("jump", "more")),
            MORE,
            rule("more", VRRP, RETURN),
            rule("more", DROP)));
    assertEquals("PASSES", verdict(input("accept"), rule("in", VRRP, RETURN), rule("in", DROP)));
    assertEquals("DROPS", verdict(input("drop"), rule("in", RETURN), rule("in", ACCEPT)));
  }

  @Test
  void whatComesBackFromAJumpGoesOnAndFromAGotoDoesNot() {
    assertEquals(
        "DROPS", verdict(input("accept"), rule("in", to("jump", "more")), rule("in", DROP), MORE));
    assertEquals(
        "PASSES", verdict(input("accept"), rule("in", to("goto", "more")), rule("in", DROP), MORE));
    assertEquals(
        "DROPS", verdict(input("drop"), rule("in", to("goto", "more")), rule("in", ACCEPT), MORE));
  }

  @Test
  void afterAnUncertainReturnOrAcceptADropIsUncertain() {
    assertEquals("MAY_DROP", verdict(input("drop"), rule("in", MARKED, ACCEPT)));
    assertEquals(
        "MAY_DROP", verdict(input("accept"), rule("in", MARKED, RETURN), rule("in", DROP)));
    assertEquals("MAY_DROP", verdict(input("accept"), rule("in", MARKED, DROP)));
    assertEquals(
        "MAY_DROP", verdict(input("accept"), rule("in", "{\"limit\": {\"rate\": 1}}", DROP)));
  }

  @Test
  void whatAnUncertainDropLeavesIsDroppedByTheNext() {
    assertEquals(
        "DROPS", verdict(input("accept"), rule("in", MARKED, DROP), rule("in", VRRP, DROP)));
    assertEquals("DROPS", verdict(input("drop"), rule("in", MARKED, DROP)));
    assertEquals(
        "DROPS",
        verdict(
            input("drop"), rule("in", MARKED, to("jump", "more")), MORE, rule("more", VRRP, DROP)));
    assertEquals(
        "MAY_DROP",
        verdict(
            input("drop"),
            rule("in", MARKED, to("jump", "more")),
            MORE,
            rule("more", MARKED, ACCEPT),
            rule("more", DROP)));
  }

  @Test
  void anUncertainJumpIntoAChainThatLosesNothingChangesNothing() {
    assertEquals(
        "DROPS",
        verdict(
            input("drop"),
            rule("in", MARKED, to("jump", "more")),
            MORE,
            rule("more", "{\"log\": null}")));
    assertEquals("DROPS", verdict(input("drop"), rule("in", MARKED, RETURN)));
  }

  @Test
  void verdictMapsAreLookedUp() {
    String protocols = "{\"set\": [[\"tcp\", {\"accept\": null}], [\"vrrp\", {\"drop\": null}]]}";
    assertEquals("DROPS", verdict(input("accept"), rule("in", map(meta("l4proto"), protocols))));
    String states =
        "{\"set\": [[\"invalid\", {\"drop\": null}], [\"established\", {\"accept\": null}]]}";
    assertEquals("PASSES", verdict(input("accept"), rule("in", map(ct("state"), states))));
    String jump = "{\"set\": [[\"vrrp\", {\"jump\": {\"target\": \"more\"}}]]}";
    assertEquals(
        "DROPS",
        verdict(input("accept"), rule("in", map(meta("l4proto"), jump)), MORE, rule("more", DROP)));
  }

  @Test
  void namedSetsAndMapsAreLookedUpAndUnknownOnesAreNot() {
    String named =
        "{\"map\": {\"family\": \"inet\", \"name\": \"m\", \"table\": \"f\","
            + " \"elem\": [[\"vrrp\", {\"drop\": null}]]}}";
    String set =
        "{\"set\": {\"family\": \"inet\", \"name\": \"s\", \"table\": \"f\","
            + " \"elem\": [{\"prefix\": {\"addr\": \"224.0.0.0\", \"len\": 8}}]}}";
    assertEquals(
        "DROPS", verdict(named, input("accept"), rule("in", map(meta("l4proto"), "\"@m\""))));
    assertEquals(
        "NOT_UNDERSTOOD", verdict(input("accept"), rule("in", map(meta("l4proto"), "\"@x\""))));
    assertEquals(
        "DROPS", verdict(set, input("accept"), rule("in", is(payload("ip", "daddr"), "@s"), DROP)));
    assertEquals(
        "MAY_DROP", verdict(input("accept"), rule("in", is(payload("ip", "daddr"), "@x"), DROP)));
  }

  @Test
  void aStatementThatIsNotKnownIsSaidToBeNotUnderstood() {
    assertEquals("NOT_UNDERSTOOD", verdict(input("accept"), rule("in", "{\"queue\": {}}")));
    assertEquals("MAY_DROP", verdict(input("drop"), rule("in", "{\"novelty\": {}}")));
    assertEquals("PASSES", verdict(input("accept"), rule("in", VRRP, ACCEPT), rule("in", "{}")));
  }

  @Test
  void batonsOwnTablesAreNotInTheWay() {
    for (String table : new String[] {"baton", "baton-0123456789abcdef"}) {
      assertEquals(
          "PASSES",
          verdict(chain("ip", table, "in", "input", "accept"), ruleOf("ip", table, "in", DROP)));
    }
  }

  @Test
  void aTableWithANameOfTheFilesIsKnownByTheChainOfItsOwner() {
    String mine = chain("ip", "vips", "baton-0123456789abcdef");
    assertEquals(
        "PASSES",
        verdict(
            mine, chain("ip", "vips", "in", "input", "accept"), ruleOf("ip", "vips", "in", DROP)));
  }

  @Test
  void keepalivedsOwnTablesAreInTheWayOnlyWhereThatIsCertain() {
    String chain = chain("ip", "keepalived", "in", "input", "accept");
    assertEquals(
        "PASSES",
        verdict(
            chain, ruleOf("ip", "keepalived", "in", is(payload("ip", "daddr"), "@vips"), DROP)));
    assertEquals("DROPS", verdict(chain, ruleOf("ip", "keepalived", "in", VRRP, DROP)));
  }

  @Test
  void chainsOfOtherHooksAndFamiliesDoNotSeeAdvertisements() {
    assertEquals("PASSES", verdict(chain("inet", "f", "fwd", "forward", "drop")));
    assertEquals("PASSES", verdict(chain("ip6", "f", "in", "input", "drop")));
    assertEquals("PASSES", verdict(chain("bridge", "f", "in", "input", "drop")));
  }

  @Test
  void aChainAtADeviceThatIsNotNamedIsUncertain() {
    assertEquals("MAY_DROP", verdict(chain("netdev", "f", "in", "ingress", "drop")));
    String json = chain("netdev", "f", "in", "ingress", "drop");
    assertEquals("DROPS", verdict(json.replace("}}", ", \"dev\": \"eth0\"}}")));
    assertEquals("PASSES", verdict(json.replace("}}", ", \"dev\": [\"eth1\", \"eth2\"]}}")));
  }

  @Test
  void rulesThatCannotBeFollowedToTheirEndAreSaidToBeNotUnderstood() {
    var items = new ArrayList<String>();
    items.add(input("drop"));
    for (int i = 0; i < 15; i++) {
      String from = i == 0 ? "in" : "c" + i;
      for (int jump = 0; jump < 4; jump++) {
        items.add(rule(from, match(meta("mark"), "!=", "1"), to("jump", "c" + (i + 1))));
      }
    }
    assertEquals("MAY_DROP", verdict(items.toArray(String[]::new)));
  }
}
