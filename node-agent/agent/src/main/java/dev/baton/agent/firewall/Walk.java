package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.agent.firewall.Blockade.Certainty;
import dev.baton.agent.firewall.Chain.Place;
import java.util.List;
import java.util.Set;

/**
 * One way of packets through a base chain and those that it jumps to. Of each place in the rules it
 * is known whether those packets get there that no rule has dropped before: so whether, after a
 * drop there, none is left.
 */
final class Walk {
  private static final int DEEPEST_JUMP = 16;

  /** More than any real rules have for one packet; jumps in jumps can multiply. */
  private static final int MOST_RULES = 200_000;

  /** What lets packets go on whatever it does to them. */
  private static final Set<String> HARMLESS =
      Set.of(
          "counter",
          "log",
          "comment",
          "mangle",
          "notrack",
          "meter",
          "set",
          "map",
          "flow",
          "dup",
          "secmark",
          "last",
          "continue",
          "ct helper",
          "ct timeout",
          "ct expectation");

  private static final Set<String> UNCERTAIN = Set.of("limit", "quota", "ct count");

  /** Targets of iptables that let packets go on. */
  private static final Set<String> HARMLESS_TARGETS =
      Set.of(
          "LOG",
          "NFLOG",
          "ULOG",
          "MARK",
          "CONNMARK",
          "CT",
          "NOTRACK",
          "TRACE",
          "CLASSIFY",
          "TTL",
          "HL",
          "DSCP",
          "TOS",
          "SET",
          "CHECKSUM",
          "TCPMSS",
          "SECMARK",
          "AUDIT",
          "RATEEST",
          "TEE");

  private final Ruleset ruleset;
  private final Passage passage;
  private final Chain base;
  private final Condition condition;
  private final Findings findings;
  private boolean isLossy;
  private int walkedRules;

  Walk(Ruleset ruleset, Passage passage, Chain base) {
    this.ruleset = ruleset;
    this.passage = passage;
    this.base = base;
    this.condition =
        new Condition(passage, base.place().table().family(), ruleset.setsOf(base.place().table()));
    this.findings = new Findings();
  }

  /** The strongest of what is in the way; at most one. */
  List<Blockade> blockades() {
    var reach = through(base.place(), entry(), 0);
    if (base.drops()) {
      drop("the policy of the chain", reach);
    }
    return findings.found.stream()
        .filter(each -> !isKeepalived() || each.certainty() == Certainty.DROPS)
        .toList();
  }

  /** nft does not say for every version of it which devices a chain is at. */
  private Reach entry() {
    if (!passage.direction().isAtDevice(base.hook())) {
      return Reach.SURE;
    }
    if (base.devices().isEmpty()) {
      return Reach.PERHAPS;
    }
    return base.devices().contains(passage.interfaceName()) ? Reach.SURE : Reach.NEVER;
  }

  /** Its own rules are about its addresses. */
  private boolean isKeepalived() {
    return base.place().table().name().startsWith("keepalived");
  }

  /** Whether packets that got into a chain get out at its end, or by a return. */
  private Reach through(Place place, Reach reach, int depth) {
    if (depth > DEEPEST_JUMP) {
      throw new IllegalStateException("the kernel takes no jumps that deep: this is a bug");
    }
    boolean wasLossy = isLossy;
    isLossy = false;
    var here = reach;
    var returned = Reach.NEVER;
    for (var rule : ruleset.rulesOf(place)) {
      if (here == Reach.NEVER) {
        break;
      }
      var past = past(rule, here, depth);
      here = past.here;
      returned = returned.or(past.returned);
    }
    var out = here.or(returned);
    boolean areAllOut = !isLossy && out != Reach.NEVER;
    isLossy |= wasLossy;
    return areAllOut ? reach : out;
  }

  /** Where packets are after a rule. */
  private record Past(Reach here, Reach returned) {}

  private Past past(JsonNode rule, Reach here, int depth) {
    if (++walkedRules > MOST_RULES) {
      notUnderstood("more rules than can be followed", here);
      return new Past(here.where(Judgement.UNKNOWN), Reach.NEVER);
    }
    var step = new Step(rule, here, depth);
    for (var statement : rule.path("expr")) {
      if (step.matches == Judgement.NO || step.isOver) {
        break;
      }
      step.on(statement);
    }
    return new Past(step.here, step.returned);
  }

  /** One rule and what of it is done. */
  private final class Step {
    private final JsonNode rule;
    private final int depth;
    private Reach here;
    private Reach returned = Reach.NEVER;
    private Judgement matches = Judgement.YES;
    private boolean isOver;

    Step(JsonNode rule, Reach here, int depth) {
      this.rule = rule;
      this.here = here;
      this.depth = depth;
    }

    void on(JsonNode statement) {
      String name = statement.fieldNames().hasNext() ? statement.fieldNames().next() : "";
      var value = statement.path(name);
      switch (name) {
        case "match" -> matches = matches.and(condition.judge(value));
        case "xt" -> extension(value);
        case "vmap" -> verdictMap(value);
        default -> {
          if (UNCERTAIN.contains(name)) {
            matches = matches.and(Judgement.UNKNOWN);
          } else if (!HARMLESS.contains(name)) {
            verdict(name, value, matches);
          }
        }
      }
    }

    /** nft names these without saying what they compare. */
    private void extension(JsonNode extension) {
      String name = extension.path("name").asText();
      boolean isTarget = extension.path("type").asText().equals("target");
      if (isTarget && name.equals("REJECT")) {
        verdict("reject", extension, matches);
      } else if (isTarget && !HARMLESS_TARGETS.contains(name)) {
        verdict("the target " + name, extension, matches);
      } else if (!isTarget) {
        matches = matches.and(Judgement.UNKNOWN);
      }
    }

    private void verdictMap(JsonNode map) {
      var left = map.path("key");
      var pairs = ruleset.setsOf(base.place().table()).valuesOf(map.path("data"));
      if (pairs.isMissingNode()) {
        verdict("the map " + map.path("data").asText(), map, matches);
      }
      var entry = here;
      for (var pair : pairs) {
        var found = matches.and(condition.equal(left, pair.path(0)));
        var verdict = pair.path(1);
        if (found != Judgement.NO && verdict.fieldNames().hasNext()) {
          String name = verdict.fieldNames().next();
          verdict(name, verdict.path(name), found);
        }
      }
      isOver = here != entry;
    }

    private void verdict(String name, JsonNode value, Judgement when) {
      var reached = here.where(when);
      var passed = here.unless(when);
      switch (name) {
        case "accept", "masquerade", "snat" -> isLossy = true;
        case "drop", "reject" -> {
          drop(nameOf(rule), reached);
          passed = when == Judgement.YES ? Reach.NEVER : here;
        }
        case "return" -> returned = returned.or(reached);
        case "continue" -> passed = here;
        case "jump" -> passed = jumped(value, reached, passed);
        case "goto" -> returned = returned.or(through(target(value), reached, depth + 1));
        default -> {
          notUnderstood(nameOf(rule) + " has '" + name + "', which is not understood", reached);
          passed = here.where(Judgement.UNKNOWN);
        }
      }
      here = passed;
      isOver = true;
    }

    private Reach jumped(JsonNode value, Reach reached, Reach passed) {
      boolean wasLossy = isLossy;
      isLossy = false;
      var back = through(target(value), reached, depth + 1);
      var all = passed.or(back);
      boolean areAllBack = !isLossy && all != Reach.NEVER;
      isLossy |= wasLossy;
      return areAllBack ? here : all;
    }

    private Place target(JsonNode value) {
      return new Place(base.place().table(), value.path("target").asText());
    }
  }

  private void drop(String what, Reach reached) {
    if (reached != Reach.NEVER) {
      findings.add(what, reached == Reach.SURE ? Certainty.DROPS : Certainty.MAY_DROP);
    }
  }

  private void notUnderstood(String what, Reach reached) {
    if (reached != Reach.NEVER) {
      isLossy = true;
      findings.add(what, Certainty.NOT_UNDERSTOOD);
    }
  }

  private String nameOf(JsonNode rule) {
    String chain = rule.path("chain").asText();
    var place = new Chain.Place(base.place().table(), chain);
    // iptables counts the rules of a chain; nft goes by their handles.
    String number =
        base.tool().isEmpty()
            ? "rule with handle " + rule.path("handle").asText()
            : "rule " + (ruleset.rulesOf(place).indexOf(rule) + 1);
    return chain.equals(base.place().chain()) ? number : number + " of chain " + chain;
  }

  /** Keeps the first of the strongest. */
  private final class Findings {
    private List<Blockade> found = List.of();

    void add(String what, Certainty certainty) {
      if (found.isEmpty() || found.getFirst().certainty().compareTo(certainty) < 0) {
        var remedy = new Remedy(ruleset, base, passage);
        String where = remedy.chainName() + ": " + what;
        found = List.of(Blockade.of(passage, certainty, where, remedy.text()));
      }
    }
  }
}
