package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.util.Set;

/** Whether one condition of a rule holds for advertisements. */
enum RuleMatch {
  YES,
  NO,
  UNKNOWN;

  private static final Set<String> OTHER_PROTOCOLS =
      Set.of("tcp", "udp", "icmp", "icmpv6", "sctp", "dccp", "udplite", "igmp", "th");

  RuleMatch negated() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }

  RuleMatch and(RuleMatch other) {
    return this == NO || other == NO ? NO : this == UNKNOWN ? UNKNOWN : other;
  }

  /** Judges a {@code match} of nft's JSON. */
  static RuleMatch of(JsonNode match, Passage passage) {
    var found = value(match.path("left"), match.path("right"), passage);
    return switch (match.path("op").asText()) {
      case "==", "in" -> found;
      case "!=" -> found.negated();
      default -> found == NO ? NO : UNKNOWN;
    };
  }

  private static RuleMatch value(JsonNode left, JsonNode right, Passage passage) {
    var payload = left.path("payload");
    String field = payload.path("field").asText();
    String key = left.path("meta").path("key").asText();
    if (OTHER_PROTOCOLS.contains(payload.path("protocol").asText())) {
      return NO;
    }
    if (field.equals("protocol") || field.equals("nexthdr") || key.equals("l4proto")) {
      return in(right, each -> isProtocol(each));
    }
    if (field.equals("daddr")) {
      return in(right, each -> isDestination(each, passage));
    }
    if (key.equals(passage.hook().equals("input") ? "iifname" : "oifname")) {
      return in(right, each -> isInterface(each, passage));
    }
    if (left.path("ct").path("key").asText().equals("state")) {
      // To connection tracking, each advertisement is new.
      return in(right, each -> each.asText().equals("new") ? YES : NO);
    }
    return UNKNOWN;
  }

  private interface One {
    RuleMatch judge(JsonNode each);
  }

  /** A value alone, or a list or set of them. */
  private static RuleMatch in(JsonNode right, One one) {
    var several = right.has("set") ? right.path("set") : right;
    if (!several.isArray()) {
      return one.judge(several);
    }
    var result = NO;
    for (var each : several) {
      var judged = one.judge(each);
      result = judged == YES || result == YES ? YES : judged == UNKNOWN ? UNKNOWN : result;
    }
    return result;
  }

  private static RuleMatch isProtocol(JsonNode each) {
    String text = each.asText();
    if (each.isContainerNode() || text.startsWith("@")) {
      return UNKNOWN;
    }
    return text.equals("vrrp") || text.equals(Integer.toString(Passage.PROTOCOL)) ? YES : NO;
  }

  private static RuleMatch isInterface(JsonNode each, Passage passage) {
    String text = each.asText();
    if (each.isContainerNode() || text.startsWith("@")) {
      return UNKNOWN;
    }
    boolean fits =
        text.endsWith("*")
            ? passage.interfaceName().startsWith(text.substring(0, text.length() - 1))
            : passage.interfaceName().equals(text);
    return fits ? YES : NO;
  }

  private static RuleMatch isDestination(JsonNode each, Passage passage) {
    var prefix = each.path("prefix");
    String text = prefix.isMissingNode() ? each.asText() : prefix.path("addr").asText();
    try {
      byte[] network = InetAddress.ofLiteral(text).getAddress();
      byte[] address = passage.destination().getAddress();
      int bits = prefix.isMissingNode() ? network.length * Byte.SIZE : prefix.path("len").asInt();
      boolean fits = network.length == address.length;
      for (int bit = 0; fits && bit < bits; bit++) {
        int mask = 0x80 >> bit % Byte.SIZE;
        fits = (network[bit / Byte.SIZE] & mask) == (address[bit / Byte.SIZE] & mask);
      }
      return fits ? YES : NO;
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}
