package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What is known of messages of neighbour discovery. */
record NeighborFacts(Passage.Neighbors neighbors, String chainFamily) {
  private static final int ICMPV6 = 58;
  private static final int HOP_LIMIT = 255;
  private static final Set<String> PROTOCOL_NAMES = Set.of("ipv6-icmp", "icmpv6");

  Fact of(JsonNode left) {
    if (left.has("meta")) {
      String key = left.path("meta").path("key").asText();
      return switch (key) {
        case "l4proto" -> protocol();
        case "nfproto" -> Fact.word("ipv6");
        default -> LinkFacts.meta(key, neighbors, chainFamily);
      };
    }
    if (left.has("ct")) {
      // The kernel does not track them.
      return left.path("ct").path("key").asText().equals("state")
          ? Fact.word("untracked")
          : Fact.UNKNOWN;
    }
    return left.has("payload") ? header(left.path("payload")) : Fact.UNKNOWN;
  }

  private static Fact protocol() {
    return new Fact.Known(value ->
        PROTOCOL_NAMES.contains(value.asText())
            ? Judgement.YES
            : Fact.number(ICMPV6, "").matches(value));
  }

  private Fact header(JsonNode payload) {
    String field = payload.path("field").asText();
    return switch (payload.path("protocol").asText()) {
      case "ip6" -> network(field);
      case "icmpv6" -> message(field);
      case "ether" -> LinkFacts.ether(payload, neighbors);
      // Raw offsets, and ports that are looked for whatever the protocol is.
      case "", "th", "vlan" -> Fact.UNKNOWN;
      default -> new Fact.Absent();
    };
  }

  private Fact network(String field) {
    return switch (field) {
      case "protocol", "nexthdr" -> protocol();
      case "daddr" -> Fact.address(neighbors.destinations());
      // RFC 4861 section 7.1: others are not taken.
      case "ttl", "hoplimit" -> Fact.number(HOP_LIMIT, "");
      case "version" -> Fact.number(6, "");
      default -> Fact.UNKNOWN;
    };
  }

  private Fact message(String field) {
    return switch (field) {
      case "type" -> Fact.number(neighbors.message().number(), neighbors.message().nftName());
      case "code" -> Fact.number(0, "no-route");
      default -> Fact.UNKNOWN;
    };
  }
}
