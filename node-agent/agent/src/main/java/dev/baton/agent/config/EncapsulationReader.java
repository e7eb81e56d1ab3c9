package dev.baton.agent.config;

import dev.baton.agent.config.Encapsulation.Ila;
import dev.baton.agent.config.Encapsulation.Mpls;
import dev.baton.agent.config.Encapsulation.Tunnel;
import dev.baton.agent.config.Entry.Word;
import dev.baton.events.Family;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what stands behind {@code encap} in a route, up to the first word that is not its own. */
final class EncapsulationReader {
  private static final String TYPES = "ip, ip6, mpls or ila";
  private static final int MAX_LABEL = (1 << 20) - 1;
  private static final int MAX_LABELS = 16;
  private static final int MAX_FLAGS = 0xffff;
  private static final int HEXADECIMAL = 16;
  private static final Pattern LOCATOR = Pattern.compile("[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){3}");
  private static final Pattern ID = Pattern.compile("\\d{1,20}");
  private static final BigInteger MAX_ID = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);
  private static final Set<String> IP = Set.of("id", "dst", "src", "tos", "ttl", "flags");
  private static final Set<String> IP6 = Set.of("id", "dst", "src", "tc", "hoplimit", "flags");

  private final RoutingWords words;
  private final Word encap;
  private boolean hasId;
  private long id;
  private List<InetAddress> destination = List.of();
  private List<InetAddress> source = List.of();
  private int tos;
  private int hopLimit;
  private int flags;

  private EncapsulationReader(RoutingWords words, Word encap) {
    this.words = words;
    this.encap = encap;
  }

  /** None, with an error, or one. */
  static List<Encapsulation> read(RoutingWords words, Word encap) {
    String type = words.value(encap);
    var reader = new EncapsulationReader(words, encap);
    return switch (type) {
      case "ip" -> reader.tunnel(Family.IPV4, IP);
      case "ip6" -> reader.tunnel(Family.IPV6, IP6);
      case "mpls" -> reader.labels();
      case "ila" -> reader.locator();
      default -> {
        words.wrong(encap, type, TYPES);
        reader.skip();
        yield List.of();
      }
    };
  }

  /** Of a type that there is none, what stands behind it tells nothing. */
  private void skip() {
    if (!words.isNextOf(IP) && !words.isNextOf(IP6)) {
      words.skipUnknown(RouteReader.KEYWORDS);
    }
    while (words.isNextOf(IP) || words.isNextOf(IP6)) {
      words.value(words.next());
    }
  }

  private List<Encapsulation> tunnel(Family family, Set<String> own) {
    int faultsBefore = words.faults();
    while (words.isNextOf(own)) {
      option(family, words.next());
    }
    if (!hasId && destination.isEmpty() && words.faults() == faultsBefore) {
      words.fault(encap.position(), "encap has neither id nor dst");
    }
    return List.of(new Tunnel(family, id, destination, source, tos, hopLimit, flags));
  }

  private void option(Family family, Word word) {
    switch (word.text()) {
      case "id" -> id(word);
      case "dst" -> destination = address(family, word);
      case "src" -> source = address(family, word);
      case "tos", "tc" -> tos = (int) words.named(word, RoutingNames.Kind.TOS, 255);
      case "ttl", "hoplimit" -> hopLimit = (int) words.number(word, 0, 255);
      default -> flags = (int) words.number(word, 0, MAX_FLAGS);
    }
  }

  private void id(Word word) {
    String given = words.value(word);
    if (ID.matcher(given).matches() && new BigInteger(given).compareTo(MAX_ID) <= 0) {
      id = Long.parseUnsignedLong(given);
      hasId = true;
    } else {
      words.wrong(word, given, "0 to " + MAX_ID);
    }
  }

  /** The outer packet may be of the other family than the route. */
  private List<InetAddress> address(Family family, Word word) {
    String given = words.value(word);
    if (Addresses.isAddress(given) && Addresses.family(Addresses.of(given)) == family) {
      return List.of(Addresses.of(given));
    }
    words.wrong(word, given, "an address of " + family.text());
    return List.of();
  }

  private List<Encapsulation> labels() {
    String given = words.value(encap);
    var labels = new ArrayList<Integer>();
    String[] parts = given.split("/", -1);
    for (String part : parts) {
      if (RoutingWords.isNumber(part) && RoutingWords.number(part) <= MAX_LABEL) {
        labels.add((int) RoutingWords.number(part));
      }
    }
    if (labels.size() != parts.length || parts.length > MAX_LABELS) {
      words.wrong(
          encap,
          given,
          "mpls and up to %d labels of 0 to %d with / between".formatted(MAX_LABELS, MAX_LABEL));
    }
    return List.of(new Mpls(labels));
  }

  private List<Encapsulation> locator() {
    String given = words.value(encap);
    if (!LOCATOR.matcher(given).matches()) {
      words.wrong(encap, given, "ila and four hexadecimal numbers of 16 bits with : between");
      return List.of();
    }
    long locator = 0;
    for (String part : given.split(":", -1)) {
      locator = locator << Short.SIZE | Integer.parseInt(part, HEXADECIMAL);
    }
    return List.of(new Ila(locator));
  }
}
