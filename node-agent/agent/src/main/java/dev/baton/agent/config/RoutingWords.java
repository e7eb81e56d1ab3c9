package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Word;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of one route or rule, one after the other. What is wrong is an error where it stands;
 * the entry is left out then, as keepalived does.
 */
final class RoutingWords {
  static final long MAX_U32 = 0xFFFF_FFFFL;

  private static final int MAX_REALM = 255;
  private static final String NAMED = " or a name that iproute2's files have";
  private static final String PREFIX_RULE = "an IPv4 or IPv6 address with an optional /PREFIX";

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,10}");
  private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9A-Fa-f]{1,8}");

  private final Findings findings;
  private final RoutingNames names;
  private final String noun;
  private final List<Word> words;
  private int next;
  private int faults;
  private boolean garbled;
  private final List<Family> family = new ArrayList<>();

  /** Whether the family was said, not only found. */
  private boolean familyGiven;

  RoutingWords(Findings findings, RoutingNames names, String noun, List<Word> words) {
    this.findings = findings;
    this.names = names;
    this.noun = noun;
    this.words = List.copyOf(words);
  }

  static boolean isNumber(String text) {
    return DECIMAL.matcher(text).matches() || HEXADECIMAL.matcher(text).matches();
  }

  /** What {@link #isNumber} has accepted. */
  static long number(String text) {
    return DECIMAL.matcher(text).matches()
        ? Long.parseLong(text)
        : Long.parseLong(text.substring(2), 16);
  }

  boolean hasNext() {
    return next < words.size();
  }

  Word next() {
    return words.get(next++);
  }

  /** Goes over the next word if it is this one; whether it was. */
  boolean takes(String word) {
    boolean isNext = hasNext() && words.get(next).text().equals(word);
    next += isNext ? 1 : 0;
    return isNext;
  }

  /** Whether the next word is one of these. */
  boolean isNextOf(Set<String> some) {
    return hasNext() && some.contains(words.get(next).text());
  }

  boolean isFaulty() {
    return faults > 0;
  }

  /** How much is wrong so far. */
  int faults() {
    return faults;
  }

  /** Whether there is a word that means nothing here, so that nobody knows what is missing. */
  boolean isGarbled() {
    return garbled;
  }

  /** Where the entry begins. */
  Position position() {
    return words.getFirst().position();
  }

  void fault(Position position, String why) {
    findings.error(position, noun + " is left out: " + why + "; correct it");
    faults++;
  }

  void warn(Position position, String message) {
    findings.warn(position, message);
  }

  /** The word after an option; empty, with an error, where there is none. */
  String value(Word option) {
    if (hasNext()) {
      return next().text();
    }
    fault(option.position(), option.text() + " has no value");
    return "";
  }

  /** A number, decimal or hexadecimal; the least one where it is wrong. */
  long number(Word option, long min, long max) {
    return number(option, value(option), min, max);
  }

  /** The same of a text that was taken already. */
  long number(Word option, String given, long min, long max) {
    if (isNumber(given) && number(given) >= min && number(given) <= max) {
      return number(given);
    }
    wrong(option, given, min + " to " + max);
    return min;
  }

  /** A number that may have a name. */
  long named(Word option, RoutingNames.Kind kind, long max) {
    return named(option, kind, 0, max);
  }

  long named(Word option, RoutingNames.Kind kind, long min, long max) {
    String given = value(option);
    List<Long> number = named(given, kind, min, max);
    if (number.isEmpty()) {
      wrong(option, given, min + " to " + max + NAMED);
    }
    return number.isEmpty() ? min : number.getFirst();
  }

  /** None if it is neither in these limits nor the name of one that is. */
  private List<Long> named(String given, RoutingNames.Kind kind, long min, long max) {
    var named = names.number(kind, given);
    var number = named.isEmpty() && isNumber(given) ? List.of(number(given)) : named;
    return number.stream().filter(value -> value >= min && value <= max).toList();
  }

  /** Who places the entry; who is wrong does not cost it, as for keepalived. */
  int protocol(Word option) {
    String given = value(option);
    var number = named(given, RoutingNames.Kind.PROTOCOL, 0, 255);
    if (number.isEmpty() && !given.isEmpty()) {
      warn(
          option.position(),
          "%s is '%s', allowed is 0 to 255%s; %d is used instead: correct it"
              .formatted(option.text(), given, NAMED, Routing.PROTOCOL_KEEPALIVED));
    }
    return number.isEmpty() ? Routing.PROTOCOL_KEEPALIVED : number.getFirst().intValue();
  }

  /** One realm, or two with a slash between. */
  int realms(Word option) {
    String given = value(option);
    String[] parts = given.split("/", 2);
    int[] numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      var number = named(parts[i], RoutingNames.Kind.REALM, 0, MAX_REALM);
      if (number.isEmpty()) {
        wrong(option, given, "one or FROM/TO of 0 to " + MAX_REALM + NAMED);
        return 0;
      }
      numbers[i] = number.getFirst().intValue();
    }
    return parts.length == 1 ? Realms.of(0, numbers[0]) : Realms.of(numbers[0], numbers[1]);
  }

  String interfaceName(Word option) {
    String given = value(option);
    if (!InterfaceNames.isValid(given)) {
      wrong(option, given, InterfaceNames.RULE);
    }
    return given;
  }

  /** An address of the entry's family: none, with an error, or one. */
  List<InetAddress> address(Word option) {
    String given = value(option);
    if (!Addresses.isAddress(given)) {
      wrong(option, given, "an IPv4 or IPv6 address");
      return List.of();
    }
    InetAddress address = Addresses.of(given);
    return isOfFamily(option, Addresses.family(address)) ? List.of(address) : List.of();
  }

  /** A prefix of the entry's family: none, with an error, or one. */
  List<Prefix> prefix(Word option) {
    return prefix(option, value(option));
  }

  List<Prefix> prefix(Word option, String given) {
    if (!Prefix.hasAddress(given)) {
      wrong(option, given, PREFIX_RULE);
      return List.of();
    }
    Prefix prefix = Prefix.of(Prefix.isPrefix(given) ? given : given.split("/", 2)[0]);
    if (!Prefix.isPrefix(given)) {
      // The whole address, as for keepalived.
      warn(option.position(), Prefix.wrongLength(given, prefix.length()));
    }
    return isOfFamily(option, prefix.family()) ? List.of(prefix) : List.of();
  }

  /** What is no word of the entry, and why; a destination may have been meant. */
  void unknown(Word word, boolean hasDestination, Keywords keywords) {
    garbled = true;
    String text = word.text();
    boolean isAddress =
        text.contains(":") || (!text.isEmpty() && Character.isDigit(text.charAt(0)));
    if (isAddress && !hasDestination) {
      fault(word.position(), "its destination is '%s', allowed is %s".formatted(text, PREFIX_RULE));
    } else {
      fault(word.position(), Judgement.objection(word, keywords));
      skipUnknown(keywords);
    }
  }

  /** Goes over what is probably the value of a word that is not known. */
  void skipUnknown(Keywords keywords) {
    next += hasNext() && !Judgement.objection(words.get(next), keywords).isEmpty() ? 1 : 0;
  }

  /** Says that the entry is of this family. */
  void family(Word option, Family given) {
    isOfFamily(option, given);
    familyGiven = true;
  }

  /** The family by what was said and found; IPv4 where nothing tells. */
  Family family() {
    return family.isEmpty() ? Family.IPV4 : family.getFirst();
  }

  /** Whether an address or a word has told the family. */
  boolean isFamilyKnown() {
    return !family.isEmpty();
  }

  private boolean isOfFamily(Word option, Family found) {
    if (family.isEmpty()) {
      family.add(found);
    }
    if (family.getFirst() == found) {
      return true;
    }
    fault(
        option.position(),
        "it is for %s%s and has an address of %s"
            .formatted(family().text(), familyGiven ? " by its word" : "", found.text()));
    return false;
  }

  void wrong(Word option, String given, String allowed) {
    if (!given.isEmpty()) {
      fault(
          option.position(), "%s is '%s', allowed is %s".formatted(option.text(), given, allowed));
    }
  }
}
