package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.agent.firewall.Passage.Direction;
import dev.baton.events.Family;
import java.util.Set;

/** What is known of advertisements. */
record AdvertFacts(Passage.Adverts adverts, String chainFamily) {
  private static final Set<String> TRANSLATED = Set.of("dnat", "snat");
  private static final int VRRP_HOP_LIMIT = 255;

  Fact of(JsonNode left) {
    if (left.has("meta")) {
      return meta(left.path("meta").path("key").asText());
    }
    if (left.has("ct")) {
      return connection(left.path("ct").path("key").asText());
    }
    if (left.has("fib")) {
      return route(left.path("fib"));
    }
    return left.has("payload") ? header(left.path("payload")) : Fact.UNKNOWN;
  }

  private Fact meta(String key) {
    return switch (key) {
      case "l4proto" -> protocol();
      case "nfproto" -> Fact.word(adverts.family() == Family.IPV4 ? "ipv4" : "ipv6");
      case "pkttype" -> packetType();
      default -> LinkFacts.meta(key, adverts, chainFamily);
    };
  }

  private static Fact protocol() {
    return Fact.number(Passage.PROTOCOL, "vrrp");
  }

  private Fact packetType() {
    if (adverts.direction() == Direction.OUT) {
      return Fact.UNKNOWN;
    }
    return adverts.isMulticast() ? Fact.word("multicast") : Fact.word("host", "unicast");
  }

  private Fact header(JsonNode payload) {
    String field = payload.path("field").asText();
    return switch (payload.path("protocol").asText()) {
      case "ip" -> adverts.family() == Family.IPV4 ? network(field) : new Fact.Absent();
      case "ip6" -> adverts.family() == Family.IPV6 ? network(field) : new Fact.Absent();
      case "ether" -> LinkFacts.ether(payload, adverts);
      // Raw offsets, and ports that are looked for whatever the protocol is.
      case "", "th", "vlan" -> Fact.UNKNOWN;
      default -> new Fact.Absent();
    };
  }

  private Fact network(String field) {
    return switch (field) {
      case "protocol", "nexthdr" -> protocol();
      case "saddr" -> Fact.address(adverts.sources());
      case "daddr" -> Fact.address(adverts.destinations());
      case "ttl", "hoplimit" ->
          adverts.isMulticast() ? Fact.number(VRRP_HOP_LIMIT, "") : Fact.UNKNOWN;
      case "version" -> Fact.number(adverts.family() == Family.IPV4 ? 4 : 6, "");
      default -> Fact.UNKNOWN;
    };
  }

  private Fact connection(String key) {
    return switch (key) {
      case "state" -> new Fact.Known(this::isInState);
      case "status" ->
          new Fact.Known(
              value -> TRANSLATED.contains(value.asText()) ? Judgement.NO : Judgement.UNKNOWN);
      default -> Fact.UNKNOWN;
    };
  }

  /**
   * Nobody answers a group, so that each advertisement to it is new. Peers that were Active by
   * turns have answered each other, in the eyes of connection tracking; but the first of them all
   * was new, so it has to get through.
   */
  private Judgement isInState(JsonNode value) {
    return switch (value.asText()) {
      case "new" -> Judgement.YES;
      case "established" -> adverts.isMulticast() ? Judgement.NO : Judgement.UNKNOWN;
      case "untracked" -> Judgement.UNKNOWN;
      default -> Judgement.NO;
    };
  }

  private Fact route(JsonNode fib) {
    boolean isInput = adverts.direction() == Direction.IN;
    boolean isOfSource = fib.path("flags").toString().contains("saddr");
    if (fib.path("result").asText().equals("type")) {
      return isOfSource
          ? Fact.word(isInput ? "unicast" : "local")
          : Fact.word(adverts.isMulticast() ? "multicast" : isInput ? "local" : "unicast");
    }
    // Neighbours' addresses have a route back: the one that their interface's address has made.
    return isOfSource && isInput
        ? new Fact.Known(
            value -> value.isBoolean() ? Judgement.of(value.asBoolean()) : Judgement.UNKNOWN)
        : Fact.UNKNOWN;
  }
}
