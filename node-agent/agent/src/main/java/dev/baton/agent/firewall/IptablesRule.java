package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One rule of iptables, put into the statements in which nft has it. */
final class IptablesRule {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Iterator<String> words;
  private final Set<String> chains;
  private final String header;
  private final List<JsonNode> statements = new ArrayList<>();
  private boolean isNegated;

  /**
   * Of the words after the chain's name.
   *
   * @param chains those of the table, which a rule can jump to; anything else is an extension
   * @param header what nft calls the header that addresses are in
   */
  IptablesRule(List<String> words, Set<String> chains, String header) {
    this.words = words.iterator();
    this.chains = chains;
    this.header = header;
  }

  List<JsonNode> statements() {
    String target = "";
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("-j")) {
        target = value();
      } else if (word.equals("-g")) {
        statement("goto", JSON.objectNode().put("target", value()));
      } else if (target.isEmpty() || header.equals("arp")) {
        read(word);
      }
    }
    // arptables lists it before its conditions, iptables after them and before its own options.
    if (!target.isEmpty()) {
      target(target);
    }
    return statements;
  }

  private void read(String word) {
    switch (word) {
      case "!" -> isNegated = true;
      case "-m", "--comment" -> value();
      case "-p" -> protocol(value());
      case "-d" -> match(payload("daddr"), prefix(value()));
      case "-s" -> match(payload("saddr"), prefix(value()));
      case "-i" -> match(key("meta", "iifname"), wildcard(value()));
      case "-o" -> match(key("meta", "oifname"), wildcard(value()));
      case "--ctstate", "--state" -> match(key("ct", "state"), several(value()));
      case "--pkt-type" -> match(key("meta", "pkttype"), JSON.textNode(value()));
      case "--dst-type" -> match(routeType("daddr"), several(value()));
      case "--src-type" -> match(routeType("saddr"), several(value()));
      case "--icmp-type" -> match(payload("icmp", "type"), messageType(value()));
      case "--icmpv6-type" -> match(payload("icmpv6", "type"), messageType(value()));
      case "--rt-type" -> match(payload("rt", "type"), JSON.textNode(value()));
      case "--ttl-eq", "--hl-eq" -> match(payload("ttl"), JSON.textNode(value()));
      case String other when other.startsWith("-") -> {
        isNegated = false;
        statement("xt", JSON.objectNode().put("type", "match").put("name", other));
      }
      default -> {
        // The value of an option that cannot be judged.
      }
    }
  }

  private String value() {
    return words.hasNext() ? words.next() : "";
  }

  private void protocol(String name) {
    if (!name.equals("all")) {
      match(key("meta", "l4proto"), JSON.textNode(name));
    }
  }

  private static JsonNode several(String words) {
    var names = JSON.arrayNode();
    for (String word : words.split(",", -1)) {
      names.add(word.toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private void target(String name) {
    switch (name) {
      case "ACCEPT" -> statement("accept", JSON.nullNode());
      case "DROP", "REJECT" -> statement("drop", JSON.nullNode());
      case "RETURN" -> statement("return", JSON.nullNode());
      case String chain when chains.contains(chain) ->
          statement("jump", JSON.objectNode().put("target", chain));
      case String extension ->
          statement("xt", JSON.objectNode().put("type", "target").put("name", extension));
    }
  }

  private void match(JsonNode left, JsonNode right) {
    var match = JSON.objectNode();
    match.put("op", isNegated ? "!=" : "==").set("left", left);
    match.set("right", right);
    isNegated = false;
    statement("match", match);
  }

  private void statement(String name, JsonNode value) {
    statements.add(JSON.objectNode().set(name, value));
  }

  private static ObjectNode key(String expression, String key) {
    return JSON.objectNode().set(expression, JSON.objectNode().put("key", key));
  }

  private ObjectNode payload(String field) {
    return payload(header, field);
  }

  private static ObjectNode payload(String protocol, String field) {
    var payload = JSON.objectNode().put("protocol", protocol).put("field", field);
    return JSON.objectNode().set("payload", payload);
  }

  private static ObjectNode routeType(String of) {
    var fib = JSON.objectNode().put("result", "type");
    fib.putArray("flags").add(of);
    return JSON.objectNode().set("fib", fib);
  }

  /** One with a code matches some of its packets alone. */
  private static JsonNode messageType(String given) {
    return given.contains("/") ? JSON.objectNode().put("code", given) : JSON.textNode(given);
  }

  private static JsonNode wildcard(String name) {
    return JSON.textNode(name.endsWith("+") ? name.substring(0, name.length() - 1) + "*" : name);
  }

  private static JsonNode prefix(String given) {
    String[] parts = given.split("/", 2);
    if (parts.length == 1) {
      return JSON.textNode(given);
    }
    if (!parts[1].matches("\\d{1,3}")) {
      // A mask with holes in it.
      return JSON.objectNode().put("mask", given);
    }
    var prefix = JSON.objectNode().put("addr", parts[0]).put("len", Integer.parseInt(parts[1]));
    return JSON.objectNode().set("prefix", prefix);
  }
}
