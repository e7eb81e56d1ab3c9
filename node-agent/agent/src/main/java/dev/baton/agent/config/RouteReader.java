package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.Route.Hop;
import dev.baton.agent.config.Route.Place;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one route, as {@code ip route add} takes it. */
final class RouteReader {
  /** In a route. */
  static final Keywords KEYWORDS =
      new Keywords("in a route")
          .read("inet inet6 to from via gw or dev src table metric priority preference scope")
          .read("protocol tos dsfield onlink nexthop weight realms add append prepend no_track")
          .read("unicast local broadcast multicast blackhole unreachable prohibit throw")
          .read("default any all mtu hoplimit advmss rtt rttvar reordering window cwnd ssthresh")
          .read("rto_min initcwnd initrwnd quickack fastopen_no_cookie congctl features pref")
          .read("expires ttl-propagate encap vrf oif as")
          .notYet("the route is left out", "nat anycast xresolve");

  private static final Set<Route.Type> NOWHERE =
      Set.of(Route.Type.BLACKHOLE, Route.Type.UNREACHABLE, Route.Type.PROHIBIT, Route.Type.THROW);

  private final RoutingWords words;
  private final RouteMetricReader metrics;
  private Route.Type type = Route.Type.UNICAST;
  private final List<Prefix> destination = new ArrayList<>();

  /** Whether one is given, be it a wrong one. */
  private boolean hasDestination;

  private boolean isDefault;
  private List<Prefix> from = List.of();
  private List<InetAddress> source = List.of();
  private long table = Place.MAIN;
  private String vrf = "";
  private int tos;
  private int protocol = Routing.PROTOCOL_KEEPALIVED;
  private int scope = Scopes.GLOBAL;
  private List<Long> metric = List.of();
  private final List<HopDraft> hops = new ArrayList<>();
  private final List<InetAddress> alternatives = new ArrayList<>();
  private boolean isMultipath;
  private boolean append;
  private boolean tracked = true;

  private static final class HopDraft {
    private List<Encapsulation> encapsulation = List.of();
    private List<InetAddress> gateway = List.of();
    private String interfaceName = "";
    private int weight = 1;
    private boolean onlink;
    private int realms;

    private Hop hop() {
      return new Hop(encapsulation, gateway, interfaceName, weight, onlink, realms);
    }
  }

  private RouteReader(RoutingWords words) {
    this.words = words;
    this.metrics = new RouteMetricReader(words);
  }

  /** The routes of some blocks. */
  static List<Route> all(List<Statement> blocks, RoutingNames names, Findings findings) {
    var routes = new ArrayList<Route>();
    for (Statement block : blocks) {
      for (Statement entry : block.statements()) {
        var words = new RoutingWords(findings, names, "route", entry.words());
        routes.addAll(new RouteReader(words).read());
      }
    }
    return List.copyOf(routes);
  }

  /** None, with an error, or one. */
  List<Route> read() {
    while (words.hasNext()) {
      option(words.next());
    }
    if (!words.isGarbled()) {
      checkParts();
    }
    if (!words.isFaulty() || words.isFamilyKnown()) {
      metrics.check(words.family());
    }
    if (!words.isFaulty()) {
      check();
    }
    return words.isFaulty() ? List.of() : List.of(route());
  }

  private void option(Word word) {
    boolean isFirst = !hasDestination && !isDefault;
    if (isFirst && Prefix.hasAddress(word.text())) {
      destination(word, word.text());
    } else if (!Judgement.objection(word, KEYWORDS).isEmpty()) {
      words.unknown(word, !isFirst, KEYWORDS);
    } else if (!metrics.isRead(word)) {
      known(word);
    }
  }

  private void known(Word word) {
    switch (word.text()) {
      case "inet" -> words.family(word, Family.IPV4);
      case "inet6" -> words.family(word, Family.IPV6);
      case "default", "any", "all" -> isDefault = true;
      case "to" -> destination(word);
      case "from" -> from = words.prefix(word);
      case "src" -> source = words.address(word);
      case "table", "vrf" -> table(word);
      case "metric", "priority", "preference" ->
          metric = List.of(words.number(word, 0, RoutingWords.MAX_U32));
      case "scope" -> scope(word);
      case "protocol" -> protocol = (int) words.named(word, RoutingNames.Kind.PROTOCOL, 255);
      case "tos", "dsfield" -> tos = (int) words.named(word, RoutingNames.Kind.TOS, 255);
      case "as" -> translation(word);
      case "add", "prepend" -> append = false;
      case "append" -> append = true;
      case "no_track" -> tracked = false;
      case "via", "gw", "or", "dev", "oif", "onlink", "nexthop", "weight", "realms", "encap" ->
          hop(word);
      default -> type = Route.Type.valueOf(word.text().toUpperCase(java.util.Locale.ROOT));
    }
  }

  /** keepalived reads over it, too: it is for routes of labels, which it has none of. */
  private void translation(Word word) {
    words.takes("to");
    words.warn(
        word.position(), "as is for MPLS only; %s is read over".formatted(words.value(word)));
  }

  private void destination(Word to) {
    String given = words.value(to);
    if (Set.of("default", "any", "all").contains(given)) {
      isDefault = true;
    } else {
      destination(to, given);
    }
  }

  private void destination(Word word, String given) {
    hasDestination = true;
    destination.addAll(words.prefix(word, given));
  }

  /** The later one counts, as for keepalived. */
  private void table(Word word) {
    boolean isVrf = word.text().equals("vrf");
    if (isVrf ? table != Place.MAIN : !vrf.isEmpty()) {
      String other = isVrf ? "table" : "vrf";
      words.warn(
          word.position(),
          "%s counts instead of the %s before it: remove one".formatted(word.text(), other));
    }
    vrf = isVrf ? words.interfaceName(word) : "";
    table = isVrf ? Place.MAIN : words.named(word, RoutingNames.Kind.TABLE, RoutingWords.MAX_U32);
  }

  private void scope(Word word) {
    String given = words.value(word);
    if (Scopes.isScope(given)) {
      scope = Scopes.of(given);
    } else {
      words.wrong(word, given, Scopes.RULE);
    }
  }

  private void hop(Word word) {
    switch (word.text()) {
      case "via", "gw" -> gateway(word);
      case "or" -> alternatives.addAll(words.address(word));
      case "dev", "oif" -> current().interfaceName = words.interfaceName(word);
      case "onlink" -> current().onlink = true;
      case "weight" -> current().weight = (int) words.number(word, 1, 256);
      case "encap" -> current().encapsulation = EncapsulationReader.read(words, word);
      case "realms" -> current().realms = words.realms(word);
      default -> nextHop(word);
    }
  }

  private void nextHop(Word word) {
    if (!isMultipath && !hops.isEmpty()) {
      words.fault(word.position(), "nexthop cannot stand beside via or dev of the route");
    }
    isMultipath = true;
    hops.add(new HopDraft());
  }

  private void gateway(Word word) {
    if (words.takes("inet6")) {
      words.family(word, Family.IPV6);
    } else if (words.takes("inet")) {
      words.family(word, Family.IPV4);
    }
    current().gateway = words.address(word);
  }

  private HopDraft current() {
    if (hops.isEmpty()) {
      hops.add(new HopDraft());
    }
    return hops.getLast();
  }

  private void checkParts() {
    if (!hasDestination && !isDefault) {
      words.fault(words.position(), "it has no destination");
    }
    if (NOWHERE.contains(type) != hops.isEmpty()) {
      words.fault(
          words.position(),
          NOWHERE.contains(type)
              ? "a " + type.text() + " route has no via and no dev"
              : "it has neither via nor dev");
    }
  }

  private void check() {
    destination.stream().filter(to -> !to.isWhole()).forEach(this::warnOfBits);
    boolean isOfAnInterface = hops.stream().anyMatch(hop -> !hop.interfaceName.isEmpty());
    if (tracked && isOfAnInterface && protocol != Routing.PROTOCOL_KEEPALIVED) {
      words.warn(
          words.position(),
          "a route of another protocol cannot be watched; keepalived's is used: give no_track");
      protocol = Routing.PROTOCOL_KEEPALIVED;
    }
  }

  private void warnOfBits(Prefix to) {
    // Of IPv6 addresses it takes no notice of what is too much.
    if (to.family() == Family.IPV4) {
      words.warn(
          words.position(),
          "%s has bits beyond its prefix, and the kernel takes no such route: write %s"
              .formatted(to, to.whole()));
    }
  }

  private Route route() {
    for (InetAddress alternative : alternatives) {
      var other = new HopDraft();
      other.encapsulation = current().encapsulation;
      other.interfaceName = current().interfaceName;
      other.gateway = List.of(alternative);
      hops.add(other);
    }
    Prefix to = destination.isEmpty() ? Prefix.all(words.family()) : destination.getFirst();
    // The kernel takes nothing wider for what is its own.
    int within = type == Route.Type.LOCAL && scope == Scopes.GLOBAL ? Scopes.HOST : scope;
    return new Route(
        type,
        to,
        from,
        new Place(tos, table, vrf, protocol, within, metric),
        source,
        hops.stream().map(HopDraft::hop).toList(),
        metrics.metrics(),
        append,
        tracked);
  }
}
