package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;

/** What is known of ARP packets. */
record ArpFacts(Passage.Arp arp, String chainFamily) {
  Fact of(JsonNode left) {
    if (left.has("meta")) {
      String key = left.path("meta").path("key").asText();
      return switch (key) {
        case "l4proto" -> new Fact.Absent();
        case "nfproto" -> Fact.word(chainFamily);
        default -> LinkFacts.meta(key, arp, chainFamily);
      };
    }
    var payload = left.path("payload");
    return switch (payload.path("protocol").asText()) {
      case "arp" -> field(payload.path("field").asText());
      case "ether" -> LinkFacts.ether(payload, arp);
      case "", "vlan" -> Fact.UNKNOWN;
      default -> new Fact.Absent();
    };
  }

  /** Ethernet and IPv4: any other ARP is none of ours. */
  private static Fact field(String name) {
    return switch (name) {
      case "htype" -> Fact.number(1, "");
      case "ptype" -> Fact.word("ip", "0x0800", "2048");
      case "hlen" -> Fact.number(6, "");
      case "plen" -> Fact.number(4, "");
      default -> Fact.UNKNOWN;
    };
  }
}
