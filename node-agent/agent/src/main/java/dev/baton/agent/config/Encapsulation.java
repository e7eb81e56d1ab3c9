package dev.baton.agent.config;

import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/** What the kernel puts around a packet that takes a route. */
public sealed interface Encapsulation {

  /** As {@code ip route} writes it. */
  String text();

  /** A stack of MPLS labels, the outermost first. */
  record Mpls(List<Integer> labels) implements Encapsulation {
    /** Takes a copy. */
    public Mpls {
      labels = List.copyOf(labels);
    }

    @Override
    public String text() {
      return "mpls " + labels.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }
  }

  /** A locator, which takes the place of the upper half of an IPv6 address. */
  record Ila(long locator) implements Encapsulation {
    @Override
    public String text() {
      return "ila %x:%x:%x:%x"
          .formatted(
              locator >>> 48, locator >>> 32 & 0xffff, locator >>> 16 & 0xffff, locator & 0xffff);
    }
  }

  /**
   * What a tunnel interface needs to know that has no settings of its own.
   *
   * @param family of the outer packet
   * @param id an unsigned number
   * @param destination none or one
   * @param source none or one
   * @param flags in the order of this machine, as keepalived hands them over
   */
  record Tunnel(
      Family family,
      long id,
      List<InetAddress> destination,
      List<InetAddress> source,
      int tos,
      int hopLimit,
      int flags)
      implements Encapsulation {
    /** Takes copies. */
    public Tunnel {
      destination = List.copyOf(destination);
      source = List.copyOf(source);
    }

    @Override
    public String text() {
      boolean is4 = family == Family.IPV4;
      var text = new StringBuilder(is4 ? "ip" : "ip6");
      text.append(id == 0 ? "" : " id " + Long.toUnsignedString(id));
      destination.forEach(address -> text.append(" dst ").append(Addresses.text(address)));
      source.forEach(address -> text.append(" src ").append(Addresses.text(address)));
      text.append(tos == 0 ? "" : (is4 ? " tos " : " tc ") + tos);
      text.append(hopLimit == 0 ? "" : (is4 ? " ttl " : " hoplimit ") + hopLimit);
      return text.append(flags == 0 ? "" : " flags " + flags).toString();
    }
  }
}
