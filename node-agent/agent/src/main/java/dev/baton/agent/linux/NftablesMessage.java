package dev.baton.agent.linux;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The nf_tables requests of one address family's table.
 *
 * <p>In nft's own words, for ARP:
 *
 * <pre>
 *   table arp baton {
 *     set silent { type ipv4_addr; }
 *     chain input  { type filter hook input  priority -150; arp daddr ip @silent drop }
 *     chain output { type filter hook output priority -150; arp saddr ip @silent drop }
 *   }
 * </pre>
 *
 * and for IPv6 the same with the target of neighbour solicitations (in) and advertisements (out).
 * Every request of a batch takes effect, or none.
 */
final class NftablesMessage {
  private static final int SUBSYSTEM = 10;
  private static final int BATCH_BEGIN = 0x10;
  private static final int BATCH_END = 0x11;
  private static final int NEW_TABLE = SUBSYSTEM << 8;
  private static final int DELETE_TABLE = SUBSYSTEM << 8 | 2;
  private static final int NEW_CHAIN = SUBSYSTEM << 8 | 3;
  private static final int NEW_RULE = SUBSYSTEM << 8 | 6;
  private static final int NEW_SET = SUBSYSTEM << 8 | 9;
  private static final int NEW_ELEMENT = SUBSYSTEM << 8 | 12;
  private static final int DELETE_ELEMENT = SUBSYSTEM << 8 | 14;

  private static final String TABLE = "baton";
  private static final String SET = "silent";
  private static final int SET_ID = 1;
  private static final int LIST_ELEMENT = 1;

  /** Before any rule that could accept for good. */
  private static final int PRIORITY = -150;

  private NftablesMessage() {}

  static void begin(NetlinkWriter out) {
    out.begin(BATCH_BEGIN, 0).octet(0).octet(0).int16BigEndian(SUBSYSTEM).end();
  }

  static void end(NetlinkWriter out) {
    out.begin(BATCH_END, 0).octet(0).octet(0).int16BigEndian(SUBSYSTEM).end();
  }

  /** The chains of a protocol's table. */
  static List<RefusalTable.Chain> chains(SilencedProtocol protocol) {
    return Stream.of(protocol.input(), protocol.output())
        .map(hook -> new RefusalTable.Chain(protocol.family(), TABLE, hook.chain()))
        .toList();
  }

  /** A protocol's table, as nft has it. */
  static String tableText(SilencedProtocol protocol) {
    return (protocol.equals(SilencedProtocol.ARP) ? "arp " : "ip6 ") + TABLE;
  }

  /** Makes the table, or keeps it. */
  static void createTable(NetlinkWriter out, SilencedProtocol protocol) {
    request(out, NEW_TABLE, NetlinkWriter.CREATE, protocol)
        .attributeText(1, TABLE)
        .attributeInt32BigEndian(2, 0)
        .end();
  }

  /** Deletes the table with all that is in it. */
  static void deleteTable(NetlinkWriter out, SilencedProtocol protocol) {
    request(out, DELETE_TABLE, 0, protocol).attributeText(1, TABLE).end();
  }

  /** Makes the set of silent addresses. */
  static void createSet(NetlinkWriter out, SilencedProtocol protocol) {
    request(out, NEW_SET, NetlinkWriter.CREATE, protocol)
        .attributeText(1, TABLE)
        .attributeText(2, SET)
        .attributeInt32BigEndian(3, 0)
        .attributeInt32BigEndian(4, protocol.setKeyType())
        .attributeInt32BigEndian(5, protocol.addressBytes())
        .attributeInt32BigEndian(10, SET_ID)
        .end();
  }

  /** Makes a chain on a hook of the family, with the one rule that drops silent addresses. */
  static void createChain(
      NetlinkWriter out, SilencedProtocol protocol, SilencedProtocol.Hook hook) {
    request(out, NEW_CHAIN, NetlinkWriter.CREATE, protocol)
        .attributeText(1, TABLE)
        .attributeText(3, hook.chain())
        .attributeText(7, "filter")
        .nested(
            4,
            () ->
                out.attributeInt32BigEndian(1, hook.number()).attributeInt32BigEndian(2, PRIORITY))
        .end();
    request(out, NEW_RULE, NetlinkWriter.CREATE | NetlinkWriter.APPEND, protocol)
        .attributeText(1, TABLE)
        .attributeText(2, hook.chain())
        .nested(4, () -> expressions(out, protocol, hook))
        .end();
  }

  /** Adds addresses to the set, or takes them out. */
  static void changeSet(
      NetlinkWriter out,
      SilencedProtocol protocol,
      boolean silent,
      Collection<InetAddress> addresses) {
    request(out, silent ? NEW_ELEMENT : DELETE_ELEMENT, NetlinkWriter.ACK, protocol)
        .attributeText(1, TABLE)
        .attributeText(2, SET)
        .nested(3, () -> addresses.forEach(address -> element(out, address)))
        .end();
  }

  private static void element(NetlinkWriter out, InetAddress address) {
    out.nested(LIST_ELEMENT, () -> out.nested(1, () -> out.attribute(1, address.getAddress())));
  }

  private static NetlinkWriter request(
      NetlinkWriter out, int type, int flags, SilencedProtocol protocol) {
    return out.begin(type, flags | NetlinkWriter.ACK)
        .octet(protocol.family())
        .octet(0)
        .int16BigEndian(0);
  }

  private static void expressions(
      NetlinkWriter out, SilencedProtocol protocol, SilencedProtocol.Hook hook) {
    if (protocol.equals(SilencedProtocol.NEIGHBOR_DISCOVERY)) {
      NftablesExpression.protocolIs(out, SilencedProtocol.IPPROTO_ICMPV6);
      NftablesExpression.load(out, NftablesExpression.TRANSPORT_HEADER, 0, 1);
      NftablesExpression.equalTo(out, hook.icmpType());
      NftablesExpression.load(
          out, NftablesExpression.TRANSPORT_HEADER, hook.addressOffset(), protocol.addressBytes());
    } else {
      NftablesExpression.load(
          out, NftablesExpression.NETWORK_HEADER, hook.addressOffset(), protocol.addressBytes());
    }
    NftablesExpression.isInSet(out, SET, SET_ID);
    NftablesExpression.drop(out);
  }
}
