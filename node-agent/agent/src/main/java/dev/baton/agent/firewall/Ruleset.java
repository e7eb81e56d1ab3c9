package dev.baton.agent.firewall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.agent.firewall.Chain.Place;
import dev.baton.agent.firewall.Chain.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules of a host, in the form of {@code nft -j list ruleset}. */
final class Ruleset {
  /** They refuse other packets, or for a moment; an owner is the hash of a data directory. */
  private static final Pattern OURS = Pattern.compile("baton(-[0-9a-f]+)?");

  private final Map<Place, Chain> chains = new LinkedHashMap<>();
  private final Map<Place, List<JsonNode>> rules = new HashMap<>();
  private final Map<Table, NamedSets> sets = new HashMap<>();

  /** Of nothing that was read. */
  Ruleset() {}

  static Ruleset parse(String json) throws JsonProcessingException {
    var ruleset = new Ruleset();
    JsonMapper.builder().build().readTree(json).path("nftables").forEach(ruleset::add);
    return ruleset;
  }

  static Ruleset of(IptablesSave saved) {
    var ruleset = new Ruleset();
    saved.items().forEach(ruleset::add);
    return ruleset;
  }

  /** Takes what a tool has printed for what nft shows of the same tables: it says more. */
  void replace(IptablesSave saved) {
    for (var table : saved.tables()) {
      chains.keySet().removeIf(place -> place.table().equals(table));
      rules.keySet().removeIf(place -> place.table().equals(table));
    }
    saved.items().forEach(this::add);
  }

  private void add(JsonNode item) {
    if (item.has("chain")) {
      var chain = Chain.of(item.path("chain"));
      chains.putIfAbsent(chain.place(), chain);
    } else if (item.has("rule")) {
      var rule = item.path("rule");
      rules.computeIfAbsent(Chain.placeOf(rule, "chain"), _ -> new ArrayList<>()).add(rule);
    } else if (item.has("set") || item.has("map")) {
      var set = item.has("set") ? item.path("set") : item.path("map");
      setsOf(Chain.placeOf(set, "name").table()).add(set);
    }
  }

  /** Whether nft cannot say what rules of iptables in a family match. */
  boolean hasExtensions(String family) {
    return rules.entrySet().stream()
        .filter(entry -> entry.getKey().table().family().equals(family))
        .anyMatch(
            entry -> entry.getValue().stream().anyMatch(rule -> !rule.findValues("xt").isEmpty()));
  }

  /** What is in the way of a passage: at most one thing for each chain that it passes. */
  List<Blockade> blockades(Passage passage) {
    var found = new ArrayList<Blockade>();
    for (var chain : chains.values()) {
      var table = chain.place().table();
      if (passage.isSeenBy(table.family(), chain.hook()) && !isOurs(table)) {
        found.addAll(new Walk(this, passage, chain).blockades());
      }
    }
    return found;
  }

  /** By its name, or by a chain that says so where the file gives the name. */
  private boolean isOurs(Table table) {
    return OURS.matcher(table.name()).matches()
        || chains.keySet().stream()
            .anyMatch(
                place -> place.table().equals(table) && OURS.matcher(place.chain()).matches());
  }

  List<JsonNode> rulesOf(Place place) {
    return rules.getOrDefault(place, List.of());
  }

  NamedSets setsOf(Table table) {
    return sets.computeIfAbsent(table, _ -> new NamedSets());
  }

  /** Whether a chain of that name's beginning is in a table. */
  boolean hasChain(Table table, String prefix) {
    return chains.keySet().stream()
        .anyMatch(place -> place.table().equals(table) && place.chain().startsWith(prefix));
  }
}
