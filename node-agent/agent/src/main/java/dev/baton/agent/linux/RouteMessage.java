package dev.baton.agent.linux;

import dev.baton.agent.config.Route;
import dev.baton.agent.config.RouteMetrics;
import dev.baton.events.Family;
import java.util.BitSet;
import java.util.function.ToIntFunction;

/**
 * The rtnetlink messages about routes.
 *
 * <pre>
 *   rtmsg: family u8 | destination length u8 | source length u8 | tos u8
 *          | table u8 | protocol u8 | scope u8 | type u8 | flags u32
 *   rtnexthop, one after the other in MULTIPATH:
 *          length u16 | flags u8 | weight - 1 u8 | interface index u32 | attributes
 * </pre>
 */
final class RouteMessage {
  static final int NEW = 24;
  static final int DELETE = 25;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int ONLINK = 4;
  private static final int PROTOCOL_OFFSET = 5;

  private static final int DESTINATION = 1;
  private static final int SOURCE = 2;
  private static final int OUT = 4;
  private static final int GATEWAY = 5;
  private static final int PRIORITY = 6;
  private static final int PREFERRED_SOURCE = 7;
  private static final int METRICS = 8;
  private static final int MULTIPATH = 9;
  private static final int FLOW = 11;
  private static final int TABLE = 15;
  private static final int PREFERENCE = 20;
  private static final int EXPIRES = 23;
  private static final int TTL_PROPAGATE = 26;

  private static final int METRIC_LOCK = 1;
  private static final int METRIC_CONGESTION_CONTROL = 16;

  private RouteMessage() {}

  /** A request to add a route, before or behind those that are like it. */
  static void writeAdd(NetlinkWriter out, Route route, long table, ToIntFunction<String> indexOf) {
    begin(
        out, NEW, NetlinkWriter.CREATE | (route.append() ? NetlinkWriter.APPEND : 0), route, table);
    writePath(out, route, indexOf);
    var metrics = route.metrics();
    writeMetrics(out, metrics);
    metrics.preference().forEach(given -> out.attributeOctet(PREFERENCE, given));
    metrics.expiresSeconds().forEach(given -> out.attributeInt32(EXPIRES, given.intValue()));
    metrics.ttlPropagate().forEach(given -> out.attributeOctet(TTL_PROPAGATE, given ? 1 : 0));
    out.end();
  }

  /** A request to remove a route; what it was to start connections from does not matter. */
  static void writeRemove(
      NetlinkWriter out, Route route, long table, ToIntFunction<String> indexOf) {
    begin(out, DELETE, 0, route, table);
    writePath(out, route, indexOf);
    out.end();
  }

  private static void begin(NetlinkWriter out, int type, int flags, Route route, long table) {
    var place = route.place();
    boolean isOnlink = route.hops().size() == 1 && route.hops().getFirst().onlink();
    out.begin(type, NetlinkWriter.ACK | flags)
        .octet(route.family() == Family.IPV6 ? AF_INET6 : AF_INET)
        .octet(route.destination().length())
        .octet(route.from().isEmpty() ? 0 : route.from().getFirst().length())
        .octet(place.tos())
        // The octet is for those that do not know the attribute.
        .octet(0)
        .octet(place.protocol())
        .octet(place.scope())
        .octet(route.type().number())
        .int32(isOnlink ? ONLINK : 0)
        .attributeInt32(TABLE, (int) table);
  }

  private static void writePath(NetlinkWriter out, Route route, ToIntFunction<String> indexOf) {
    if (route.destination().length() > 0) {
      out.attribute(DESTINATION, route.destination().address().getAddress());
    }
    route.from().forEach(from -> out.attribute(SOURCE, from.address().getAddress()));
    route.source().forEach(source -> out.attribute(PREFERRED_SOURCE, source.getAddress()));
    route.place().metric().forEach(metric -> out.attributeInt32(PRIORITY, metric.intValue()));
    if (route.hops().size() == 1) {
      var hop = route.hops().getFirst();
      if (!hop.interfaceName().isEmpty()) {
        out.attributeInt32(OUT, indexOf.applyAsInt(hop.interfaceName()));
      }
      writeHop(out, hop);
    } else if (!route.hops().isEmpty()) {
      out.nested(MULTIPATH, () -> route.hops().forEach(hop -> writeNextHop(out, hop, indexOf)));
    }
  }

  private static void writeNextHop(
      NetlinkWriter out, Route.Hop hop, ToIntFunction<String> indexOf) {
    int index = hop.interfaceName().isEmpty() ? 0 : indexOf.applyAsInt(hop.interfaceName());
    out.nextHop(hop.onlink() ? ONLINK : 0, hop.weight() - 1, index, () -> writeHop(out, hop));
  }

  private static void writeHop(NetlinkWriter out, Route.Hop hop) {
    hop.encapsulation().forEach(around -> EncapsulationMessage.write(out, around));
    hop.gateway().forEach(gateway -> out.attribute(GATEWAY, gateway.getAddress()));
    if (hop.realms() != 0) {
      out.attributeInt32(FLOW, hop.realms());
    }
  }

  private static void writeMetrics(NetlinkWriter out, RouteMetrics metrics) {
    if (metrics.values().isEmpty() && metrics.congestionControl().isEmpty()) {
      return;
    }
    int locked = metrics.locked().stream().mapToInt(each -> 1 << each.number()).sum();
    out.nested(
        METRICS,
        () -> {
          if (locked != 0) {
            out.attributeInt32(METRIC_LOCK, locked);
          }
          metrics
              .values()
              .forEach((metric, value) -> out.attributeInt32(metric.number(), value.intValue()));
          if (!metrics.congestionControl().isEmpty()) {
            out.attributeText(METRIC_CONGESTION_CONTROL, metrics.congestionControl());
          }
        });
  }

  /** Whether a datagram says that a route of these protocols, or any rule, was removed. */
  static boolean isLoss(NetlinkReader in, BitSet protocols) {
    boolean loss = false;
    while (in.nextMessage()) {
      loss |=
          switch (in.type()) {
            case DELETE ->
                in.payloadBytes() > PROTOCOL_OFFSET
                    && protocols.get(in.payloadOctet(PROTOCOL_OFFSET));
            case RuleMessage.DELETE -> true;
            default -> false;
          };
    }
    return loss;
  }
}
