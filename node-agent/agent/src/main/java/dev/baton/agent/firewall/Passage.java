package dev.baton.agent.firewall;

import dev.baton.events.Family;
import java.net.InetAddress;

/**
 * Advertisements of one instance in one direction.
 *
 * @param hook of netfilter: {@code input} or {@code output}
 */
record Passage(String interfaceName, Family family, InetAddress destination, String hook) {
  static final int PROTOCOL = 112;

  /** Whether chains of a netfilter family see it. */
  boolean isSeenBy(String netfilterFamily) {
    return netfilterFamily.equals("inet")
        || netfilterFamily.equals(family == Family.IPV4 ? "ip" : "ip6");
  }

  String protocolMatch() {
    return family == Family.IPV4 ? "ip protocol 112" : "meta l4proto 112";
  }

  String destinationMatch() {
    return (family == Family.IPV4 ? "ip daddr " : "ip6 daddr ") + destination.getHostAddress();
  }
}
