package dev.baton.agent.linux;

import dev.baton.agent.linux.NftablesTable.SetShape;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nf_tables requests that have a host keep silent about addresses, of one protocol.
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
 */
final class NftablesMessage {
  private static final String SET = "silent";
  private static final int SET_ID = 1;

  /** Before any rule that could accept for good. */
  private static final int PRIORITY = -150;

  private NftablesMessage() {}

  static NftablesTable table(SilencedProtocol protocol) {
    return new NftablesTable(protocol.family(), "baton");
  }

  /** All that is in its table, with these addresses. */
  static NftablesGuard.Content content(
      SilencedProtocol protocol, Collection<InetAddress> addresses) {
    var chains = List.of(protocol.input().chain(), protocol.output().chain());
    var elements = Set.copyOf(keys(protocol, addresses));
    return new NftablesGuard.Content(chains, chains.size(), Map.of(SET, elements));
  }

  private static List<String> keys(SilencedProtocol protocol, Collection<InetAddress> addresses) {
    return addresses.stream()
        .filter(each -> SilencedProtocol.of(each).equals(protocol))
        .map(each -> HexFormat.of().formatHex(each.getAddress()))
        .collect(Collectors.toList());
  }

  /** Makes the table anew, whatever there was. */
  static void create(NetlinkWriter out, SilencedProtocol protocol) {
    var table = table(protocol);
    // Creating keeps a table that exists, so that deleting always finds one.
    table.create(out);
    table.delete(out);
    table.create(out);
    table.createSet(
        out, new SetShape(SET, SET_ID, protocol.setKeyType(), protocol.addressBytes(), false));
    for (var hook : List.of(protocol.input(), protocol.output())) {
      table.createChain(out, hook.chain(), hook.number(), PRIORITY);
      table.addRule(out, hook.chain(), () -> expressions(out, protocol, hook));
    }
  }

  /** Adds addresses to the silent ones, or takes them out; other protocols' are none of it. */
  static void change(
      NetlinkWriter out,
      SilencedProtocol protocol,
      boolean silent,
      Collection<InetAddress> addresses) {
    table(protocol).changeSet(out, SET, silent, keys(protocol, addresses));
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
