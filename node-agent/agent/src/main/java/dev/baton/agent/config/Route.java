package dev.baton.agent.config;

import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.List;

/**
 * A route, with the kernel's numbers.
 *
 * @param from the sources that it is for (IPv6 alone): none or one
 * @param source the address that the host's own packets get: none or one
 * @param hops none for what goes nowhere; more than one share the load
 * @param append whether it stands behind those that are like it, not before
 */
public record Route(
    Type type,
    Prefix destination,
    List<Prefix> from,
    Place place,
    List<InetAddress> source,
    List<Hop> hops,
    RouteMetrics metrics,
    boolean append,
    boolean tracked)
    implements Routing {

  /** What happens to a packet. */
  public enum Type {
    /** Sent on. */
    UNICAST(1),
    /** Taken. */
    LOCAL(2),
    /** Sent to all on the link. */
    BROADCAST(3),
    /** Sent to a group. */
    MULTICAST(5),
    /** Dropped without a word. */
    BLACKHOLE(6),
    /** Dropped, and the sender told that there is no way. */
    UNREACHABLE(7),
    /** Dropped, and the sender told that it is forbidden. */
    PROHIBIT(8),
    /** Left to the next rule. */
    THROW(9);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    /** The kernel's RTN_ number. */
    public int number() {
      return number;
    }

    /** As {@code ip} writes it. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Where it stands among the others.
   *
   * @param table the number of the routing table; 254 is main
   * @param vrf the interface whose table it is instead, empty for none
   * @param metric lower is better: none or one
   */
  public record Place(int tos, long table, String vrf, int protocol, int scope, List<Long> metric) {
    /** The table that is looked up when no rule says otherwise. */
    public static final long MAIN = 254;

    /** Takes a copy. */
    public Place {
      metric = List.copyOf(metric);
    }

    private String tableText() {
      if (!vrf.isEmpty()) {
        return " vrf " + vrf;
      }
      return table == MAIN ? "" : " table " + table;
    }
  }

  /**
   * One next hop.
   *
   * @param encapsulation what goes around a packet: none or one
   * @param gateway none or one, perhaps of the other family
   * @param interfaceName empty where the gateway's address decides
   * @param onlink the gateway is taken to be on the link, whatever its address
   */
  public record Hop(
      List<Encapsulation> encapsulation,
      List<InetAddress> gateway,
      String interfaceName,
      int weight,
      boolean onlink,
      int realms) {
    /** Takes copies. */
    public Hop {
      encapsulation = List.copyOf(encapsulation);
      gateway = List.copyOf(gateway);
    }

    private String text(boolean isOneOfMany) {
      var text = new StringBuilder(isOneOfMany ? " nexthop" : "");
      encapsulation.forEach(around -> text.append(" encap ").append(around.text()));
      gateway.forEach(address -> text.append(" via ").append(Addresses.text(address)));
      text.append(interfaceName.isEmpty() ? "" : " dev " + interfaceName);
      text.append(weight > 1 ? " weight " + weight : "");
      text.append(onlink ? " onlink" : "");
      return text + Realms.text(realms);
    }
  }

  /** Takes copies. */
  public Route {
    from = List.copyOf(from);
    source = List.copyOf(source);
    hops = List.copyOf(hops);
  }

  /** The family of the destination. */
  public Family family() {
    return destination.family();
  }

  /** A route with several next hops can do without one of them. */
  @Override
  public String interfaceName() {
    return hops.size() == 1 ? hops.getFirst().interfaceName() : "";
  }

  /** As {@code ip route} writes it. */
  @Override
  public String toString() {
    var text = new StringBuilder(type == Type.UNICAST ? "" : type.text() + " ");
    text.append(destination.length() == 0 ? "default" : destination.toString());
    text.append(destination.length() == 0 && family() == Family.IPV6 ? " inet6" : "");
    from.forEach(prefix -> text.append(" from ").append(prefix));
    text.append(place.tos() == 0 ? "" : " tos 0x%02x".formatted(place.tos()));
    hops.forEach(hop -> text.append(hop.text(hops.size() > 1)));
    source.forEach(address -> text.append(" src ").append(Addresses.text(address)));
    text.append(place.tableText());
    text.append(place.protocol() == PROTOCOL_KEEPALIVED ? "" : " protocol " + place.protocol());
    text.append(place.scope() == Scopes.GLOBAL ? "" : " scope " + Scopes.text(place.scope()));
    place.metric().forEach(metric -> text.append(" metric ").append(metric));
    return text.append(metrics).append(append ? " append" : "") + (tracked ? "" : " no_track");
  }
}
