package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One {@code match} of a rule, judged for packets of which some things are known. */
final class Condition {
  private final Passage passage;
  private final String chainFamily;
  private final NamedSets sets;

  Condition(Passage passage, String chainFamily, NamedSets sets) {
    this.passage = passage;
    this.chainFamily = chainFamily;
    this.sets = sets;
  }

  /** Judges a {@code match} of nft's JSON. */
  Judgement judge(JsonNode match) {
    var left = match.path("left");
    if (isAbsent(left)) {
      // Without the header or field there is nothing to compare: not even with "!=".
      return Judgement.NO;
    }
    return switch (match.path("op").asText()) {
      case "==", "in" -> equal(left, match.path("right"));
      case "!=" -> equal(left, match.path("right")).negated();
      default -> Judgement.UNKNOWN;
    };
  }

  /** Whether what stands at the left is the value, or one of the values, at the right. */
  Judgement equal(JsonNode left, JsonNode right) {
    if (isAbsent(left)) {
      return Judgement.NO;
    }
    var values = sets.valuesOf(right);
    if (!values.isArray()) {
      return values.isMissingNode() ? Judgement.UNKNOWN : one(left, values);
    }
    var result = Judgement.NO;
    for (var each : values) {
      result = result.or(one(left, each));
    }
    return result;
  }

  private Judgement one(JsonNode left, JsonNode value) {
    var plain = value.has("elem") ? value.path("elem").path("val") : value;
    if (!left.has("concat")) {
      return fact(left).matches(plain);
    }
    var result = Judgement.YES;
    for (int i = 0; i < left.path("concat").size(); i++) {
      var part = plain.path("concat").path(i);
      result = result.and(fact(left.path("concat").path(i)).matches(part));
    }
    return result;
  }

  private boolean isAbsent(JsonNode left) {
    for (var each : left.has("concat") ? left.path("concat") : List.of(left)) {
      if (fact(each) instanceof Fact.Absent) {
        return true;
      }
    }
    return false;
  }

  private Fact fact(JsonNode left) {
    return switch (passage) {
      case Passage.Adverts adverts -> new AdvertFacts(adverts, chainFamily).of(left);
      case Passage.Neighbors neighbors -> new NeighborFacts(neighbors, chainFamily).of(left);
      case Passage.Arp arp -> new ArpFacts(arp, chainFamily).of(left);
    };
  }
}
