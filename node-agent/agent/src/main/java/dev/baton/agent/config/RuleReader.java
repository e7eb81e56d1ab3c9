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
    while (words.hasNext() && !words.isFaulty()) {
      option(words.next());
    }
    if (kind.isEmpty() && l3mdev) {
      // The table is the VRF's own.
      kind = List.of(Kind.TABLE);
    }
    if (!words.isFaulty() && kind.isEmpty()) {
      words.fault(words.position(), "it says nothing of what to do, as table or goto");
    }
    return words.isFaulty() ? List.of() : List.of(rule(preferences));
  }

  private void option(Word word) {
    if (new Judgement(findings).isToBeRead(word, KEYWORDS)) {
      known(word);
    } else {
      words.fault(word.position(), "'" + word.text() + "' cannot be used in a rule");
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
      case "uidrange" -> users = span(word, RoutingWords.MAX_U32);
      case "sport" -> sourcePorts = span(word, 65_535);
      case "dport" -> destinationPorts = span(word, 65_535);
      case "preference", "order", "priority" ->
          preference = List.of(words.number(word, 0, RoutingWords.MAX_U32));
      case "protocol" ->
          protocol = List.of((int) words.named(word, RoutingNames.Kind.PROTOCOL, 255));
      case "no_track" -> tracked = false;
      default -> action(word);
    }
  }

  private void action(Word word) {
    switch (word.text()) {
      case "table", "lookup" -> {
        kind = List.of(Kind.TABLE);
        table = words.named(word, RoutingNames.Kind.TABLE, RoutingWords.MAX_U32);
      }
      case "goto" -> {
        kind = List.of(Kind.GOTO);
        target = words.number(word, 0, RoutingWords.MAX_U32);
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

  private void type(Word word) {
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

  private List<Span> span(Word word, long max) {
    String[] parts = words.value(word).split("-", 2);
    long first = words.number(word, parts[0], 0, max);
    long last = parts.length == 1 ? first : words.number(word, parts[1], first, max);
    return List.of(new Span(first, last));
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
