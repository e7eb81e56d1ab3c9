package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;

/** The sets and maps of one table, by name. */
final class NamedSets {
  private final Map<String, JsonNode> elementsByName = new HashMap<>();

  /** Adds a {@code set} or {@code map} of nft's JSON. */
  void add(JsonNode set) {
    var elements = set.path("elem");
    // nft leaves the elements of an empty one out.
    var known = elements.isMissingNode() ? JsonNodeFactory.instance.arrayNode() : elements;
    elementsByName.put("@" + set.path("name").asText(), known);
  }

  /** A value alone or an array of values; missing where that is not known. */
  JsonNode valuesOf(JsonNode right) {
    if (right.has("set")) {
      return right.path("set");
    }
    if (right.isTextual() && right.asText().startsWith("@")) {
      return elementsByName.getOrDefault(right.asText(), MissingNode.getInstance());
    }
    return right;
  }
}
