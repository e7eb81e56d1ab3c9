package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The rules of nf_tables, as {@code nft -j list ruleset} prints them. */
final class Ruleset {
  private static final int DEEPEST_JUMP = 16;

  private final List<JsonNode> chains = new ArrayList<>();
  private final List<JsonNode> rules = new ArrayList<>();

  private Ruleset(JsonNode root) {
    for (var item : root.path("nftables")) {
      if (item.has("chain")) {
        chains.add(item.path("chain"));
      } else if (item.has("rule")) {
        rules.add(item.path("rule"));
      }
    }
  }

  static Ruleset parse(String json) throws IOException {
    return new Ruleset(JsonMapper.builder().build().readTree(json));
  }

  /** How far a passage got. */
  private enum Fate {
    ACCEPTED,
    DROPPED,
    ONWARD
  }

  /** What is in the way of a passage; none where nothing is known to be. */
  List<Blockade> blockades(Passage passage) {
    var found = new ArrayList<Blockade>();
    for (var chain : chains) {
      if (chain.path("hook").asText().equals(passage.hook())
          && chain.path("type").asText().equals("filter")
          && passage.isSeenBy(chain.path("family").asText())) {
        var walk = new Walk(passage, chain);
        var fate = walk.through(chain.path("name").asText(), 0);
        if (fate == Fate.ONWARD && chain.path("policy").asText().equals("drop")) {
          walk.block("policy of the chain", !walk.mayBeAccepted);
        }
        found.addAll(walk.found);
      }
    }
    return found;
  }

  /** One way of a passage through the rules of a base chain and those that it jumps to. */
  private final class Walk {
    private final Passage passage;
    private final JsonNode base;
    private final List<Blockade> found = new ArrayList<>();
    private boolean mayBeAccepted;

    Walk(Passage passage, JsonNode base) {
      this.passage = passage;
      this.base = base;
    }

    private Fate through(String chain, int depth) {
      if (depth > DEEPEST_JUMP) {
        return Fate.ONWARD;
      }
      for (var rule : rules) {
        if (rule.path("family").equals(base.path("family"))
            && rule.path("table").equals(base.path("table"))
            && rule.path("chain").asText().equals(chain)) {
          var fate = past(rule, depth);
          if (fate != Fate.ONWARD) {
            return fate;
          }
        }
      }
      return Fate.ONWARD;
    }

    private Fate past(JsonNode rule, int depth) {
      var matches = RuleMatch.YES;
      for (var statement : rule.path("expr")) {
        if (statement.has("match")) {
          matches = matches.and(RuleMatch.of(statement.path("match"), passage));
        } else if (statement.has("limit") || statement.has("xt") || statement.has("vmap")) {
          matches = matches.and(RuleMatch.UNKNOWN);
        }
        if (matches == RuleMatch.NO) {
          return Fate.ONWARD;
        }
        var fate = verdict(rule, statement, matches == RuleMatch.YES, depth);
        if (fate != Fate.ONWARD) {
          return fate;
        }
      }
      return Fate.ONWARD;
    }

    private Fate verdict(JsonNode rule, JsonNode statement, boolean isSure, int depth) {
      if (statement.has("accept")) {
        mayBeAccepted = true;
        return isSure ? Fate.ACCEPTED : Fate.ONWARD;
      }
      if (statement.has("drop") || statement.has("reject")) {
        String name = rule.path("chain").asText() + " rule " + rule.path("handle").asText();
        block(name, isSure && !mayBeAccepted);
        return isSure ? Fate.DROPPED : Fate.ONWARD;
      }
      var target = statement.has("goto") ? statement.path("goto") : statement.path("jump");
      if (target.isMissingNode()) {
        return Fate.ONWARD;
      }
      var fate = through(target.path("target").asText(), depth + 1);
      return isSure ? fate : Fate.ONWARD;
    }

    private void block(String what, boolean isSure) {
      String table = base.path("family").asText() + " " + base.path("table").asText();
      String where = "table %s, chain %s, %s".formatted(table, base.path("name").asText(), what);
      found.add(new Blockade(passage, isSure, where, remedy(table)));
    }

    private String remedy(String table) {
      if (base.path("table").asText().equals("firewalld")) {
        return "firewall-cmd --permanent --add-protocol=vrrp && firewall-cmd --reload";
      }
      boolean isUfw = chains.stream().anyMatch(c -> c.path("name").asText().startsWith("ufw"));
      if (isUfw) {
        return "the line '-A ufw%s-before-%s -p 112 -d %s -j ACCEPT' in /etc/ufw/before%s.rules,"
                .formatted(six(), passage.hook(), passage.destination().getHostAddress(), six())
            + " and ufw reload";
      }
      return "nft insert rule %s %s %s %s accept"
          .formatted(
              table,
              base.path("name").asText(),
              passage.destinationMatch(),
              passage.protocolMatch());
    }

    private String six() {
      return passage.destination().getAddress().length == 4 ? "" : "6";
    }
  }
}
