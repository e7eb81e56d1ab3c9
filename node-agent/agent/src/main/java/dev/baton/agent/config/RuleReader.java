package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.Rule.Action;
import dev.baton.agent.config.Rule.Kind;
import dev.baton.agent.config.RuleMatch.Mark;
import dev.baton.agent.config.RuleMatch.Ranges;
import dev.baton.agent.config.RuleMatch.Span;
import dev.baton.events.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one rule, as {@code ip rule add} takes it. */
final class RuleReader {
  /** In a rule. */
  static final Keywords KEYWORDS =
      new Keywords("in a rule")
          .read("inet inet6 not from to iif dev oif tos dsfield fwmark table lookup goto nop")
          .read("blackhole unreachable prohibit type preference order priority realms uidrange")
          .read("l3mdev protocol ipproto ip_proto sport dport suppress_prefixlength")
          .read("suppress_ifgroup no_track")
          .notYet("the rule is left out", "tun_id nat map-to");

  /** The kernel takes neither port 0 nor the last one. */
  private static final long MAX_PORT = 65_534;

  private static final Map<String, Integer> IP_PROTOCOLS =
      Map.of("icmp", 1, "tcp", 6, "udp", 17, "ipv6-icmp", 58, "sctp", 132, "vrrp", 112);

  private final RoutingWords words;
  private final Findings findings;
  private boolean isInverted;
  private List<Prefix> from = List.of();
  private List<Prefix> to = List.of();
  private String in = "";
  private String out = "";
  private int tos;
  private List<Mark> mark = List.of();
  private boolean l3mdev;
  private int ipProtocol;
  private List<Span> users = List.of();
  private List<Span> sourcePorts = List.of();
  private List<Span> destinationPorts = List.of();
  private List<Kind> kind = List.of();
  private long table;
  private long target;
  private int realms;
  private List<Integer> suppressPrefixLength = List.of();
  private List<Integer> suppressGroup = List.of();
  private List<Long> preference = List.of();
  private List<Integer> protocol = List.of();
  private boolean tracked = true;
  private boolean hasType;
  private boolean isJumpClear = true;

  private RuleReader(RoutingWords words, Findings findings) {
    this.words = words;
    this.findings = findings;
  }

  /** The rules of some blocks; those without a preference get the next one. */
  static List<Rule> all(
      List<Statement> blocks, RoutingNames names, RulePreferences preferences, Findings findings) {
    var rules = new ArrayList<Rule>();
    for (Statement block : blocks) {
      for (Statement entry : block.statements()) {
        var words = new RoutingWords(findings, names, "rule", entry.words());
        rules.addAll(new RuleReader(words, findings).read(preferences));
      }
    }
    return List.copyOf(rules);
  }

  /** None, with an error, or one. */
  List<Rule> read(RulePreferences preferences) {
    while (words.hasNext()) {
      option(words.next());
    }
    if (kind.isEmpty() && l3mdev) {
      // The table is the VRF's own.
      kind = List.of(Kind.TABLE);
    }
    if (!words.isGarbled() && kind.isEmpty() && !hasType) {
      words.fault(words.position(), "it says nothing of what to do, as table or goto");
    }
    if (kind.equals(List.of(Kind.GOTO)) && isJumpClear) {
      checkTarget();
    }
    return words.isFaulty() ? List.of() : List.of(rule(preferences));
  }

  /** A rule goes forward only. */
  private void checkTarget() {
    if (preference.isEmpty()) {
      words.fault(words.position(), "goto " + target + " needs a preference below it; give one");
    } else if (preference.getFirst() >= target) {
      words.fault(
          words.position(),
          "goto is '%d', allowed is a number above its preference of %d"
              .formatted(target, preference.getFirst()));
    }
  }

  private void option(Word word) {
    if (Judgement.objection(word, KEYWORDS).isEmpty()) {
      known(word);
    } else {
      words.unknown(word, true, KEYWORDS);
    }
  }

  private void known(Word word) {
    switch (word.text()) {
      case "inet" -> words.family(word, Family.IPV4);
      case "inet6" -> words.family(word, Family.IPV6);
      case "not" -> isInverted = true;
      case "from" -> from = words.takes("all") ? List.of() : words.prefix(word);
      case "to" -> to = words.takes("all") ? List.of() : words.prefix(word);
      case "iif", "dev" -> in = words.interfaceName(word);
      case "oif" -> out = words.interfaceName(word);
      case "tos", "dsfield" -> tos = (int) words.named(word, RoutingNames.Kind.TOS, 255);
      case "fwmark" -> mark(word);
      case "l3mdev" -> l3mdev = true;
      case "ipproto", "ip_proto" -> ipProtocol(word);
      case "uidrange" -> users = span(word, 0, RoutingWords.MAX_U32);
      case "sport" -> sourcePorts = span(word, 1, MAX_PORT);
      case "dport" -> destinationPorts = span(word, 1, MAX_PORT);
      case "preference", "order", "priority" -> preference = List.of(jump(word));
      case "protocol" -> protocol = List.of(words.protocol(word));
      case "no_track" -> tracked = false;
      default -> action(word);
    }
  }

  private void action(Word word) {
    switch (word.text()) {
      case "table", "lookup" -> {
        kind = List.of(Kind.TABLE);
        table = words.named(word, RoutingNames.Kind.TABLE, 1, RoutingWords.MAX_U32);
      }
      case "goto" -> {
        kind = List.of(Kind.GOTO);
        target = jump(word);
      }
      case "type" -> type(word);
      case "realms" -> realms = words.realms(word);
      case "suppress_prefixlength" ->
          suppressPrefixLength = List.of((int) words.number(word, 0, 128));
      case "suppress_ifgroup" ->
          suppressGroup = List.of((int) words.number(word, 0, Integer.MAX_VALUE));
      default -> kind = List.of(Kind.valueOf(word.text().toUpperCase(Locale.ROOT)));
    }
  }

  /** Where a rule stands, or where it goes. */
  private long jump(Word word) {
    int faultsBefore = words.faults();
    long number = words.number(word, 0, RoutingWords.MAX_U32);
    isJumpClear &= words.faults() == faultsBefore;
    return number;
  }

  private void type(Word word) {
    hasType = true;
    String given = words.value(word);
    switch (given) {
      case "blackhole", "unreachable", "prohibit", "nop" ->
          kind = List.of(Kind.valueOf(given.toUpperCase(Locale.ROOT)));
      default -> words.wrong(word, given, "blackhole, unreachable, prohibit or nop");
    }
  }

  private void mark(Word word) {
    String[] parts = words.value(word).split("/", 2);
    long value = words.number(word, parts[0], 0, RoutingWords.MAX_U32);
    long mask =
        parts.length == 1
            ? RoutingWords.MAX_U32
            : words.number(word, parts[1], 0, RoutingWords.MAX_U32);
    mark = List.of(new Mark((int) value, (int) mask));
  }

  private void ipProtocol(Word word) {
    String given = words.value(word);
    Integer known = IP_PROTOCOLS.get(given.toLowerCase(Locale.ROOT));
    ipProtocol = known == null ? (int) words.number(word, given, 1, 255) : known;
  }

  /** One number or two; the kernel takes none that run backwards. */
  private List<Span> span(Word word, long min, long max) {
    String given = words.value(word);
    String[] parts = given.split("-", 2);
    String end = parts[parts.length - 1];
    boolean isSpan = RoutingWords.isNumber(parts[0]) && RoutingWords.isNumber(end);
    long first = isSpan ? RoutingWords.number(parts[0]) : max;
    long last = isSpan ? RoutingWords.number(end) : min;
    if (first >= min && first <= last && last <= max) {
      return List.of(new Span(first, last));
    }
    words.wrong(word, given, "%d to %d, or FIRST-LAST of these".formatted(min, max));
    return List.of();
  }

  private Rule rule(RulePreferences preferences) {
    Family family = words.family();
    long order =
        preference.isEmpty()
            ? preferences.next(family, words.position(), findings)
            : preference.getFirst();
    int placer =
        protocol.isEmpty() ? (tracked ? Routing.PROTOCOL_KEEPALIVED : 0) : protocol.getFirst();
    if (tracked && placer != Routing.PROTOCOL_KEEPALIVED) {
      words.warn(
          words.position(),
          "a rule of another protocol cannot be watched; keepalived's is used: give no_track");
      placer = Routing.PROTOCOL_KEEPALIVED;
    }
    var ranges = new Ranges(users, sourcePorts, destinationPorts);
    var match = new RuleMatch(from, to, in, out, tos, mark, l3mdev, ipProtocol, ranges);
    var action =
        new Action(kind.getFirst(), table, target, realms, suppressPrefixLength, suppressGroup);
    return new Rule(family, order, isInverted, match, action, placer, tracked);
  }
}
