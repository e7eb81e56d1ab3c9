package dev.baton.agent.linux;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/**
 * The nf_tables requests that have a host refuse packets, in one address family.
 *
 * <p>In nft's own words, for IPv4:
 *
 * <pre>
 *   table ip NAME {
 *     set vips { type ipv4_addr; }
 *     chain in { type filter hook input priority -1; ip daddr @vips drop }
 *   }
 * </pre>
 *
 * and for IPv6 the same, behind rules that let neighbour solicitations and advertisements through
 * (RFC 9568 section 6.1, Accept_Mode).
 *
 * @param family the number of the netfilter family
 * @param setKeyType what nft's listing shows the set's addresses as; the kernel does not look at it
 * @param destinationOffset of the destination address in the IP header
 */
record RefusalTable(
    String name, int family, int setKeyType, int addressBytes, int destinationOffset) {
  private static final int SUBSYSTEM = 10;
  private static final int NEW_TABLE = SUBSYSTEM << 8;
  private static final int DELETE_TABLE = SUBSYSTEM << 8 | 2;
  private static final int NEW_CHAIN = SUBSYSTEM << 8 | 3;
  private static final int NEW_RULE = SUBSYSTEM << 8 | 6;
  private static final int NEW_SET = SUBSYSTEM << 8 | 9;
  private static final int NEW_ELEMENT = SUBSYSTEM << 8 | 12;
  private static final int DELETE_ELEMENT = SUBSYSTEM << 8 | 14;
  private static final int IPV4 = 2;
  private static final int IPV6 = 10;
  private static final int HOOK_INPUT = 1;
  private static final String CHAIN = "in";
  private static final String SET = "vips";
  private static final int SET_ID = 1;
  private static final int LIST_ELEMENT = 1;

  /** As keepalived's. */
  private static final int PRIORITY = -1;

  private static final List<Integer> NEIGHBOR_DISCOVERY = List.of(135, 136);

  static List<RefusalTable> ofBothFamilies(String name) {
    return List.of(new RefusalTable(name, IPV4, 7, 4, 16), new RefusalTable(name, IPV6, 8, 16, 24));
  }

  boolean isFor(InetAddress address) {
    return address.getAddress().length == addressBytes;
  }

  void delete(NetlinkWriter out) {
    request(out, DELETE_TABLE, 0).attributeText(1, name).end();
  }

  void create(NetlinkWriter out) {
    request(out, NEW_TABLE, NetlinkWriter.CREATE)
        .attributeText(1, name)
        .attributeInt32BigEndian(2, 0)
        .end();
    request(out, NEW_SET, NetlinkWriter.CREATE)
        .attributeText(1, name)
        .attributeText(2, SET)
        .attributeInt32BigEndian(3, 0)
        .attributeInt32BigEndian(4, setKeyType)
        .attributeInt32BigEndian(5, addressBytes)
        .attributeInt32BigEndian(10, SET_ID)
        .end();
    request(out, NEW_CHAIN, NetlinkWriter.CREATE)
        .attributeText(1, name)
        .attributeText(3, CHAIN)
        .attributeText(7, "filter")
        .nested(
            4,
            () -> out.attributeInt32BigEndian(1, HOOK_INPUT).attributeInt32BigEndian(2, PRIORITY))
        .end();
    if (family == IPV6) {
      NEIGHBOR_DISCOVERY.forEach(type -> rule(out, () -> acceptIcmp(out, type)));
    }
    rule(out, () -> dropRefused(out));
  }

  private void rule(NetlinkWriter out, Runnable expressions) {
    request(out, NEW_RULE, NetlinkWriter.CREATE | NetlinkWriter.APPEND)
        .attributeText(1, name)
        .attributeText(2, CHAIN)
        .nested(4, expressions)
        .end();
  }

  private static void acceptIcmp(NetlinkWriter out, int type) {
    NftablesExpression.protocolIs(out, SilencedProtocol.IPPROTO_ICMPV6);
    NftablesExpression.load(out, NftablesExpression.TRANSPORT_HEADER, 0, 1);
    NftablesExpression.equalTo(out, type);
    NftablesExpression.accept(out);
  }

  private void dropRefused(NetlinkWriter out) {
    NftablesExpression.load(
        out, NftablesExpression.NETWORK_HEADER, destinationOffset, addressBytes);
    NftablesExpression.isInSet(out, SET, SET_ID);
    NftablesExpression.drop(out);
  }

  /** Adds addresses to those that are refused, or takes them out. */
  void change(NetlinkWriter out, boolean refuse, Collection<InetAddress> addresses) {
    request(out, refuse ? NEW_ELEMENT : DELETE_ELEMENT, refuse ? NetlinkWriter.CREATE : 0)
        .attributeText(1, name)
        .attributeText(2, SET)
        .nested(3, () -> addresses.forEach(address -> element(out, address)))
        .end();
  }

  private static void element(NetlinkWriter out, InetAddress address) {
    out.nested(LIST_ELEMENT, () -> out.nested(1, () -> out.attribute(1, address.getAddress())));
  }

  private NetlinkWriter request(NetlinkWriter out, int type, int flags) {
    return out.begin(type, flags | NetlinkWriter.ACK).octet(family).octet(0).int16BigEndian(0);
  }
}
