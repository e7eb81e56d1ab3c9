package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * A chain of rules.
 *
 * @param hook where packets enter it, empty for one that is only jumped to
 * @param devices those that its hook is at, empty for all
 * @param tool the command of the iptables family that it belongs to, empty for nft
 */
record Chain(Place place, String hook, String policy, Set<String> devices, String tool) {
  /** What iptables calls its tables; nft shows those that iptables made with it. */
  private static final Set<String> IPTABLES_TABLES =
      Set.of("filter", "mangle", "raw", "nat", "security");

  /** A table of a family. */
  record Table(String family, String name) {
    @Override
    public String toString() {
      return family + " " + name;
    }
  }

  /** A chain's name in its table. */
  record Place(Table table, String chain) {}

  static Chain of(JsonNode json) {
    var place = placeOf(json, "name");
    var devices = json.path("dev");
    var names = new HashSet<String>();
    if (devices.isTextual()) {
      names.add(devices.asText());
    }
    devices.forEach(each -> names.add(each.asText()));
    String tool = json.path("tool").asText();
    return new Chain(
        place,
        json.path("hook").asText(),
        json.path("policy").asText(),
        Set.copyOf(names),
        tool.isEmpty() ? toolOf(place) : tool);
  }

  /** The chain that a chain or rule of nft's JSON is, or belongs to. */
  static Place placeOf(JsonNode json, String nameField) {
    var table = new Table(json.path("family").asText(), json.path("table").asText());
    return new Place(table, json.path(nameField).asText());
  }

  private static String toolOf(Place place) {
    String chain = place.chain();
    boolean isIptables =
        IPTABLES_TABLES.contains(place.table().name())
            && !chain.isEmpty()
            && chain.chars().allMatch(c -> Character.isUpperCase(c));
    return !isIptables
        ? ""
        : switch (place.table().family()) {
          case "ip" -> "iptables";
          case "ip6" -> "ip6tables";
          default -> "";
        };
  }

  boolean drops() {
    return policy.equals("drop");
  }
}
