package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What is known of every packet by where it passes. */
final class LinkFacts {
  private static final Map<String, String> FRAME_TYPES =
      Map.of("ip", "8", "ip6", "56710", "arp", "1544");

  private LinkFacts() {}

  /** Of a {@code meta} expression. */
  static Fact meta(String key, Passage passage, String chainFamily) {
    boolean isInput = passage.direction() == Passage.Direction.IN;
    return switch (key) {
      // The other side's is empty in the hooks that these packets pass.
      case "iifname", "iif" -> link(isInput, passage, chainFamily);
      case "oifname", "oif" -> link(!isInput, passage, chainFamily);
      case "protocol" -> frameType(passage);
      default -> Fact.UNKNOWN;
    };
  }

  /** Of a field of the Ethernet header. */
  static Fact ether(JsonNode payload, Passage passage) {
    return payload.path("field").asText().equals("type") ? frameType(passage) : Fact.UNKNOWN;
  }

  private static Fact frameType(Passage passage) {
    String name = passage.frameProtocol();
    return Fact.word(name, FRAME_TYPES.getOrDefault(name, name));
  }

  private static Fact link(boolean isOurs, Passage passage, String chainFamily) {
    if (!isOurs) {
      return Fact.interfaceName("");
    }
    // A bridge's own chains see the port; unicast may do without any interface that is known.
    boolean isUnknown = chainFamily.equals("bridge") || passage.interfaceName().isEmpty();
    return isUnknown ? Fact.UNKNOWN : Fact.interfaceName(passage.interfaceName());
  }
}
