package dev.baton.agent.linux;

import dev.baton.agent.config.FirewallTables;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The nf_tables requests that have a host refuse packets to addresses, and send none from them, in
 * one address family.
 *
 * <p>In nft's own words, for IPv4:
 *
 * <pre>
 *   table ip NAME {
 *     set vips { type ipv4_addr; }
 *     chain OWNER { }
 *     chain out { type filter hook output priority -1; ip saddr @vips drop }
 *     chain in { type filter hook input priority -1; ip daddr @vips drop }
 *   }
 * </pre>
 *
 * and for IPv6 the same, behind rules that let neighbour solicitations and advertisements through
 * (RFC 9568 section 6.1, Accept_Mode). The empty chain says whose table it is, where the name does
 * not: nobody else's is ever taken away.
 */
record RefusalTable(FirewallTables settings, String owner, Family family) {
  private static final int SUBSYSTEM = 10;
  private static final int NEW_TABLE = SUBSYSTEM << 8;
  private static final int DELETE_TABLE = SUBSYSTEM << 8 | 2;
  private static final int GET_CHAIN = SUBSYSTEM << 8 | 4;
  private static final int FAMILY_HEADER_BYTES = 4;
  private static final int NEW_CHAIN = SUBSYSTEM << 8 | 3;
  private static final int NEW_RULE = SUBSYSTEM << 8 | 6;
  private static final int NEW_SET = SUBSYSTEM << 8 | 9;
  private static final int NEW_ELEMENT = SUBSYSTEM << 8 | 12;
  private static final int DELETE_ELEMENT = SUBSYSTEM << 8 | 14;
  private static final String SET = "vips";
  private static final int SET_ID = 1;
  private static final int LIST_ELEMENT = 1;

  private static final List<Integer> NEIGHBOR_DISCOVERY = List.of(135, 136);

  /** Where packets of the host itself pass. */
  private enum Way {
    OUT("out", 3),
    IN("in", 1);

    private final String chain;
    private final int hook;

    Way(String chain, int hook) {
      this.chain = chain;
      this.hook = hook;
    }
  }

  /** What netfilter has of an address family. */
  enum Family {
    IPV4(2, 7, 4, 12),
    IPV6(10, 8, 16, 8);

    private final int number;
    private final int setKeyType;
    private final int addressBytes;
    private final int sourceOffset;

    /** Of a set's key type only nft's listings know; the offset is in the IP header. */
    Family(int number, int setKeyType, int addressBytes, int sourceOffset) {
      this.number = number;
      this.setKeyType = setKeyType;
      this.addressBytes = addressBytes;
      this.sourceOffset = sourceOffset;
    }

    private int offset(Way way) {
      return way == Way.OUT ? sourceOffset : sourceOffset + addressBytes;
    }
  }

  static List<RefusalTable> ofBothFamilies(FirewallTables settings, String owner) {
    return List.of(
        new RefusalTable(settings, owner, Family.IPV4),
        new RefusalTable(settings, owner, Family.IPV6));
  }

  /** Asks for all chains of this network namespace. */
  static void writeChainDump(NetlinkWriter out) {
    out.begin(GET_CHAIN, NetlinkWriter.DUMP).octet(0).octet(0).int16BigEndian(0).end();
  }

  /** A chain, as a dump has it. */
  record Chain(int family, String table, String name) {
    static Chain parse(NetlinkReader in) {
      int family = in.payloadOctet(0);
      String table = "";
      String name = "";
      in.attributesAfter(FAMILY_HEADER_BYTES);
      while (in.nextAttribute()) {
        switch (in.attributeType()) {
          case 1 -> table = in.attributeText();
          case 3 -> name = in.attributeText();
          default -> {}
        }
      }
      return new Chain(family, table, name);
    }

    boolean isOf(String owner) {
      return table.equals(owner) || name.equals(owner);
    }

    void deleteTable(NetlinkWriter out) {
      request(out, DELETE_TABLE, 0, family).attributeText(1, table).end();
    }
  }

  private String name() {
    return settings.name().isEmpty() ? owner : settings.name();
  }

  boolean isFor(InetAddress address) {
    return address.getAddress().length == family.addressBytes;
  }

  /** Whether it is there with its chains. */
  boolean isAmong(List<Chain> chains) {
    return Stream.of(Way.values())
        .allMatch(way -> chains.contains(new Chain(family.number, name(), way.chain)));
  }

  /** Its family and name, as nft has them. */
  String text() {
    return (family == Family.IPV4 ? "ip " : "ip6 ") + name();
  }

  void delete(NetlinkWriter out) {
    request(out, DELETE_TABLE, 0).attributeText(1, name()).end();
  }

  /** Fails where there is a table of that name. */
  void create(NetlinkWriter out) {
    request(out, NEW_TABLE, NetlinkWriter.CREATE | NetlinkWriter.EXCLUSIVE)
        .attributeText(1, name())
        .attributeInt32BigEndian(2, 0)
        .end();
    request(out, NEW_SET, NetlinkWriter.CREATE)
        .attributeText(1, name())
        .attributeText(2, SET)
        .attributeInt32BigEndian(3, 0)
        .attributeInt32BigEndian(4, family.setKeyType)
        .attributeInt32BigEndian(5, family.addressBytes)
        .attributeInt32BigEndian(10, SET_ID)
        .end();
    if (!settings.name().isEmpty()) {
      request(out, NEW_CHAIN, NetlinkWriter.CREATE)
          .attributeText(1, name())
          .attributeText(3, owner)
          .end();
    }
    for (var way : Way.values()) {
      createChain(out, way);
    }
  }

  private void createChain(NetlinkWriter out, Way way) {
    request(out, NEW_CHAIN, NetlinkWriter.CREATE)
        .attributeText(1, name())
        .attributeText(3, way.chain)
        .attributeText(7, "filter")
        .nested(
            4,
            () ->
                out.attributeInt32BigEndian(1, way.hook)
                    .attributeInt32BigEndian(2, settings.priority()))
        .end();
    if (family == Family.IPV6) {
      NEIGHBOR_DISCOVERY.forEach(type -> rule(out, way, () -> acceptIcmp(out, type)));
    }
    rule(out, way, () -> dropRefused(out, way));
  }

  private void rule(NetlinkWriter out, Way way, Runnable expressions) {
    request(out, NEW_RULE, NetlinkWriter.CREATE | NetlinkWriter.APPEND)
        .attributeText(1, name())
        .attributeText(2, way.chain)
        .nested(4, expressions)
        .end();
  }

  private void acceptIcmp(NetlinkWriter out, int type) {
    NftablesExpression.protocolIs(out, SilencedProtocol.IPPROTO_ICMPV6);
    NftablesExpression.load(out, NftablesExpression.TRANSPORT_HEADER, 0, 1);
    NftablesExpression.equalTo(out, type);
    count(out);
    NftablesExpression.accept(out);
  }

  private void dropRefused(NetlinkWriter out, Way way) {
    NftablesExpression.load(
        out, NftablesExpression.NETWORK_HEADER, family.offset(way), family.addressBytes);
    NftablesExpression.isInSet(out, SET, SET_ID);
    count(out);
    NftablesExpression.drop(out);
  }

  private void count(NetlinkWriter out) {
    if (settings.counts()) {
      NftablesExpression.count(out);
    }
  }

  /** Adds addresses to those that are refused, or takes them out. */
  void change(NetlinkWriter out, boolean refuse, Collection<InetAddress> addresses) {
    request(out, refuse ? NEW_ELEMENT : DELETE_ELEMENT, refuse ? NetlinkWriter.CREATE : 0)
        .attributeText(1, name())
        .attributeText(2, SET)
        .nested(3, () -> addresses.forEach(address -> element(out, address)))
        .end();
  }

  private static void element(NetlinkWriter out, InetAddress address) {
    out.nested(LIST_ELEMENT, () -> out.nested(1, () -> out.attribute(1, address.getAddress())));
  }

  private NetlinkWriter request(NetlinkWriter out, int type, int flags) {
    return request(out, type, flags, family.number);
  }

  private static NetlinkWriter request(NetlinkWriter out, int type, int flags, int family) {
    return out.begin(type, flags | NetlinkWriter.ACK).octet(family).octet(0).int16BigEndian(0);
  }
}
