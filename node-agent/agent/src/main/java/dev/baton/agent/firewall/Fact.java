package dev.baton.agent.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;

/** What is known of one property of packets. */
sealed interface Fact {
  Fact UNKNOWN = new Known(value -> Judgement.UNKNOWN);

  /** Whether it is this value of nft's JSON. */
  Judgement matches(JsonNode value);

  /** The packets have no such property. */
  record Absent() implements Fact {
    @Override
    public Judgement matches(JsonNode value) {
      return Judgement.NO;
    }
  }

  /** It can be compared, with whatever certainty. */
  record Known(Function<JsonNode, Judgement> comparison) implements Fact {
    @Override
    public Judgement matches(JsonNode value) {
      return comparison.apply(value);
    }
  }

  /** One of the words that nft has for it. */
  static Fact word(String... words) {
    return new Known(value ->
        value.isContainerNode()
            ? Judgement.UNKNOWN
            : Judgement.of(List.of(words).contains(value.asText())));
  }

  /** A number, for which nft may have a name. */
  static Fact number(int number, String name) {
    return new Known(value -> {
      var range = value.path("range");
      if (range.size() == 2 && range.path(0).isInt() && range.path(1).isInt()) {
        return Judgement.of(range.path(0).asInt() <= number && number <= range.path(1).asInt());
      }
      String text = value.asText();
      return value.isContainerNode()
          ? Judgement.UNKNOWN
          : Judgement.of(text.equals(name) || text.equals(Integer.toString(number)));
    });
  }

  /** The name of an interface, which nft compares with patterns too. */
  static Fact interfaceName(String name) {
    return new Known(value -> {
      String text = value.asText();
      if (value.isContainerNode()) {
        return Judgement.UNKNOWN;
      }
      return Judgement.of(
          text.endsWith("*")
              ? name.startsWith(text.substring(0, text.length() - 1))
              : name.equals(text));
    });
  }

  /** One of these addresses; no ranges where nothing is known. */
  static Fact address(List<AddressRange> ranges) {
    return ranges.isEmpty() ? UNKNOWN : new Known(value -> isIn(ranges, value));
  }

  private static Judgement isIn(List<AddressRange> ranges, JsonNode value) {
    try {
      var given = range(value);
      var first = ranges.getFirst().isIn(given);
      boolean isSame = ranges.stream().allMatch(each -> each.isIn(given) == first);
      return isSame ? first : Judgement.UNKNOWN;
    } catch (IllegalArgumentException e) {
      return Judgement.UNKNOWN;
    }
  }

  private static AddressRange range(JsonNode value) {
    var prefix = value.path("prefix");
    if (prefix.has("addr")) {
      var address = InetAddress.ofLiteral(prefix.path("addr").asText());
      return AddressRange.ofPrefix(address, prefix.path("len").asInt());
    }
    var range = value.path("range");
    if (range.size() == 2) {
      return new AddressRange(
          InetAddress.ofLiteral(range.path(0).asText()),
          InetAddress.ofLiteral(range.path(1).asText()));
    }
    return AddressRange.of(InetAddress.ofLiteral(value.asText()));
  }
}
