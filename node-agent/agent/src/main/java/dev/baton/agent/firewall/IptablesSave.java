package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.agent.firewall.Chain.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What {@code iptables-save} or one of its kin has printed, put into the form in which nft prints
 * rules.
 *
 * @param tool the command that changes these rules
 */
record IptablesSave(String tool, String text) {
  private static final Pattern WORD = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\S+");
  private static final Pattern ARP_CHAIN = Pattern.compile("Chain (\\S+) \\((policy (\\w+))?.*");
  private static final Set<String> HOOKED = Set.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING");

  /** From the listing of {@code arptables-legacy -L}, which has no other form. */
  static IptablesSave ofArpListing(String tool, String listing) {
    var saved = new StringBuilder("*filter\n");
    String chain = "";
    for (String line : listing.lines().toList()) {
      var header = ARP_CHAIN.matcher(line);
      if (header.matches()) {
        chain = header.group(1);
        String policy = header.group(3);
        saved.append(":%s %s\n".formatted(chain, policy == null ? "-" : policy));
      } else if (line.startsWith("-")) {
        saved.append("-A %s %s\n".formatted(chain, line));
      }
    }
    return new IptablesSave(tool, saved.toString());
  }

  /** Those that were printed. */
  List<Table> tables() {
    return text.lines()
        .filter(line -> line.startsWith("*"))
        .map(line -> new Table(family(), line.substring(1).strip()))
        .toList();
  }

  /** The chains and rules, as items of nft's list. */
  List<JsonNode> items() {
    var items = new ArrayList<JsonNode>();
    var ruleCounts = new HashMap<String, Integer>();
    var chains = new HashSet<String>();
    String table = "";
    for (String line : text.lines().toList()) {
      List<String> words = WORD.matcher(line).results().map(MatchResult::group).toList();
      if (line.startsWith("*")) {
        table = line.substring(1).strip();
        ruleCounts.clear();
        chains.clear();
      } else if (line.startsWith(":") && words.size() > 1) {
        chains.add(words.getFirst().substring(1));
        items.add(chain(table, words.getFirst().substring(1), words.get(1)));
      } else if (line.startsWith("-A ") && words.size() > 2) {
        var statements =
            new IptablesRule(words.subList(2, words.size()), chains, family()).statements();
        items.add(rule(table, words.get(1), statements, ruleCounts));
      }
    }
    return items;
  }

  private JsonNode chain(String table, String name, String policy) {
    var chain = place(table);
    chain.put("name", name).put("tool", tool);
    if (HOOKED.contains(name)) {
      chain.put("hook", name.toLowerCase(Locale.ROOT));
      chain.put("policy", policy.toLowerCase(Locale.ROOT));
    }
    return item("chain", chain);
  }

  private JsonNode rule(
      String table, String chain, List<JsonNode> statements, Map<String, Integer> ruleCounts) {
    var rule = place(table);
    rule.put("chain", chain).put("handle", ruleCounts.merge(chain, 1, Integer::sum));
    rule.putArray("expr").addAll(statements);
    return item("rule", rule);
  }

  private ObjectNode place(String table) {
    var place = JsonNodeFactory.instance.objectNode();
    return place.put("family", family()).put("table", table);
  }

  private String family() {
    return tool.startsWith("arp") ? "arp" : tool.startsWith("ip6") ? "ip6" : "ip";
  }

  private static JsonNode item(String name, JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set(name, value);
  }
}
