package dev.baton.agent.dump;

import dev.baton.agent.config.AddressOptions;
import dev.baton.agent.config.Encapsulation;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.Prefix;
import dev.baton.agent.config.Route;
import dev.baton.agent.config.Routing;
import dev.baton.agent.config.Rule;
import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.events.Family;
import dev.baton.events.InstanceState;
import dev.baton.vrrp.Addresses;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How keepalived writes what is in its dumps. */
final class Words {
  static final String MASKED = "****";

  private static final int NANOS_DIGITS = 9;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss.SSSSSS yyyy", Locale.ROOT);

  private Words() {}

  static String state(InstanceState state) {
    return switch (state) {
      case INITIALIZE -> "INIT";
      case BACKUP -> "BACKUP";
      case ACTIVE -> "MASTER";
      case FAULT -> "FAULT";
    };
  }

  /** A point in time, as a number and in the host's own zone. */
  static String time(long wallNanos) {
    var instant = Instant.ofEpochSecond(wallNanos / NANOS_PER_SECOND, wallNanos % NANOS_PER_SECOND);
    return "%d.%06d (%s)"
        .formatted(
            wallNanos / NANOS_PER_SECOND,
            wallNanos % NANOS_PER_SECOND / 1_000L,
            TIME.format(instant.atZone(ZoneId.systemDefault())));
  }

  static String address(VirtualAddress address, Portrait portrait) {
    String set = portrait.config().accepts() ? " set" : " set nftable_set";
    return address(address, place(address, portrait)) + (portrait.isActive() ? set : "");
  }

  /** One that is always there. */
  static String address(VirtualAddress address) {
    return address(address, address.interfaceName());
  }

  private static String address(VirtualAddress address, String place) {
    boolean isHost = address.prefixLength() == address.address().getAddress().length * 8;
    var options = address.options();
    var text = new StringBuilder(Addresses.text(address.address()));
    text.append(isHost ? "" : "/" + address.prefixLength());
    options.broadcast().forEach(b -> text.append(" brd ").append(Addresses.text(b)));
    text.append(" dev ").append(place);
    text.append(" scope ").append(scope(options.scope()));
    text.append(address.label().isEmpty() ? "" : " label " + address.label());
    if (address.family() == Family.IPV6) {
      text.append(preferred(options.preferredSeconds()));
    }
    return text.toString();
  }

  /** The interface; one of the instance's own is written with the one below. */
  private static String place(VirtualAddress address, Portrait portrait) {
    return portrait.config().linkLayer().interfaces().stream()
        .filter(mac -> mac.interfaceName().equals(address.interfaceName()))
        .map(mac -> mac.interfaceName() + "@" + mac.parent())
        .findFirst()
        .orElse(address.interfaceName());
  }

  private static String preferred(long seconds) {
    if (seconds == 0) {
      return " deprecated";
    }
    return " preferred_lft "
        + (seconds == AddressOptions.FOREVER ? "forever" : Long.toString(seconds));
  }

  private static String scope(int scope) {
    return switch (scope) {
      case 0 -> "global";
      case 200 -> "site";
      case 253 -> "link";
      case 254 -> "host";
      default -> Integer.toString(scope);
    };
  }

  /** The routes, or the rules, of an instance. */
  static List<String> routing(InstanceConfig config, Class<? extends Routing> kind) {
    return config.routing().stream().filter(kind::isInstance).map(Words::routing).toList();
  }

  static String routing(Routing routing) {
    return switch (routing) {
      case Route route -> route(route);
      case Rule rule -> rule(rule);
    };
  }

  private static String route(Route route) {
    boolean isUnicast = route.type() == Route.Type.UNICAST;
    var text = new StringBuilder(isUnicast ? "prepend " : "add " + route.type().text() + " ");
    var destination = route.destination();
    boolean isAll = destination.length() == 0;
    text.append(isAll ? Addresses.text(destination.address()) + "/0" : destination.toString());
    boolean isOneOfMany = route.hops().size() > 1;
    for (var hop : route.hops()) {
      text.append(isOneOfMany ? " nexthop" : "");
      hop.encapsulation().forEach(around -> text.append(" encap ").append(around(around)));
      hop.gateway()
          .forEach(gateway -> {
            String family = gateway.getAddress().length == 4 ? "inet" : "inet6";
            text.append(" via ").append(family).append(' ').append(Addresses.text(gateway));
          });
      text.append(hop.interfaceName().isEmpty() ? "" : " dev " + hop.interfaceName());
      text.append(hop.weight() > 1 ? " weight " + hop.weight() : "");
    }
    route.source().forEach(source -> text.append(" src ").append(Addresses.text(source)));
    var place = route.place();
    text.append(place.vrf().isEmpty() ? "" : " vrf " + place.vrf());
    text.append(place.table() == Route.Place.MAIN ? "" : " table " + place.table());
    text.append(" proto ").append(place.protocol());
    place.metric().forEach(metric -> text.append(" metric ").append(metric));
    return text.append(route.tracked() ? "" : " no_track").toString();
  }

  /** Labels as they travel, and a locator in the order of this machine. */
  private static String around(Encapsulation encapsulation) {
    return switch (encapsulation) {
      case Encapsulation.Mpls mpls -> "mpls " + labels(mpls.labels());
      case Encapsulation.Ila ila ->
          "ila " + Long.toUnsignedString(Long.reverseBytes(ila.locator()));
      case Encapsulation.Tunnel tunnel ->
          tunnel.flags() == 0
              ? tunnel.text()
              : tunnel.text().replaceFirst(" flags .*", " flags 0x%x".formatted(tunnel.flags()));
    };
  }

  private static String labels(List<Integer> labels) {
    var text = new StringBuilder();
    for (int i = 0; i < labels.size(); i++) {
      int bottom = i == labels.size() - 1 ? 0x100 : 0;
      text.append(i == 0 ? "" : "/").append(Integer.toHexString(labels.get(i) << 12 | bottom));
    }
    return text.toString();
  }

  private static String rule(Rule rule) {
    var match = rule.match();
    var action = rule.action();
    var text = new StringBuilder(rule.isInverted() ? "not " : "");
    text.append("from ").append(match.from().isEmpty() ? "all" : text(match.from()));
    text.append(match.to().isEmpty() ? "" : " to " + text(match.to()));
    text.append(" priority ").append(rule.preference());
    text.append(" tos 0x%x".formatted(match.tos()));
    text.append(match.in().isEmpty() ? "" : " iif " + match.in());
    text.append(match.out().isEmpty() ? "" : " oif " + match.out());
    text.append(" protocol ").append(rule.protocol());
    text.append(
        switch (action.kind()) {
          case TABLE -> " lookup " + action.table();
          case GOTO -> " goto " + action.target();
          case NOP, BLACKHOLE, UNREACHABLE, PROHIBIT ->
              " " + action.kind().name().toLowerCase(Locale.ROOT);
        });
    return text.append(rule.tracked() ? "" : " no_track").toString();
  }

  private static String text(List<Prefix> prefixes) {
    return prefixes.getFirst().toString();
  }

  static String script(ScriptCommand script) {
    return script.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  static String weight(int weight, boolean reverse) {
    return " weight " + weight + (reverse ? " reverse" : "");
  }

  static long whole(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  /** Seconds, with as many decimals as are not zero. */
  static BigDecimal seconds(long nanos) {
    var exact = BigDecimal.valueOf(nanos, NANOS_DIGITS).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }
}
