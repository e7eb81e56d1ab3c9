package dev.baton.agent.linux;

import dev.baton.agent.config.Prefix;
import dev.baton.agent.config.Rule;
import dev.baton.agent.config.RuleMatch;
import dev.baton.agent.config.RuleMatch.Span;
import dev.baton.events.Family;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The rtnetlink messages about rules.
 *
 * <pre>
 *   fib_rule_hdr: family u8 | destination length u8 | source length u8 | tos u8
 *                 | table u8 | 0 u8 | 0 u8 | action u8 | flags u32
 * </pre>
 */
final class RuleMessage {
  static final int NEW = 32;
  static final int DELETE = 33;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int INVERTED = 2;

  private static final int DESTINATION = 1;
  private static final int SOURCE = 2;
  private static final int IN = 3;
  private static final int GOTO = 4;
  private static final int PRIORITY = 6;
  private static final int MARK = 10;
  private static final int FLOW = 11;
  private static final int SUPPRESS_GROUP = 13;
  private static final int SUPPRESS_PREFIX_LENGTH = 14;
  private static final int TABLE = 15;
  private static final int MASK = 16;
  private static final int OUT = 17;
  private static final int L3MDEV = 19;
  private static final int USERS = 20;
  private static final int PROTOCOL = 21;
  private static final int IP_PROTOCOL = 22;
  private static final int SOURCE_PORTS = 23;
  private static final int DESTINATION_PORTS = 24;

  private RuleMessage() {}

  /** A request to add a rule, which fails if it is there. */
  static void writeAdd(NetlinkWriter out, Rule rule) {
    write(out, NEW, NetlinkWriter.CREATE | NetlinkWriter.EXCLUSIVE, rule);
  }

  /** A request to remove a rule. */
  static void writeRemove(NetlinkWriter out, Rule rule) {
    write(out, DELETE, 0, rule);
  }

  private static void write(NetlinkWriter out, int type, int flags, Rule rule) {
    var match = rule.match();
    out.begin(type, NetlinkWriter.ACK | flags)
        .octet(rule.family() == Family.IPV6 ? AF_INET6 : AF_INET)
        .octet(length(match.to()))
        .octet(length(match.from()))
        .octet(match.tos())
        .octet(0)
        .octet(0)
        .octet(0)
        .octet(rule.action().kind().number())
        .int32(rule.isInverted() ? INVERTED : 0)
        .attributeInt32(PRIORITY, (int) rule.preference())
        .attributeOctet(PROTOCOL, rule.protocol());
    writeMatch(out, match);
    writeAction(out, rule.action());
    out.end();
  }

  private static int length(List<Prefix> prefix) {
    return prefix.isEmpty() ? 0 : prefix.getFirst().length();
  }

  private static void writeMatch(NetlinkWriter out, RuleMatch match) {
    match.to().forEach(prefix -> out.attribute(DESTINATION, prefix.address().getAddress()));
    match.from().forEach(prefix -> out.attribute(SOURCE, prefix.address().getAddress()));
    if (!match.in().isEmpty()) {
      out.attributeText(IN, match.in());
    }
    if (!match.out().isEmpty()) {
      out.attributeText(OUT, match.out());
    }
    match
        .mark()
        .forEach(mark -> out.attributeInt32(MARK, mark.value()).attributeInt32(MASK, mark.mask()));
    if (match.l3mdev()) {
      out.attributeOctet(L3MDEV, 1);
    }
    if (match.ipProtocol() != 0) {
      out.attributeOctet(IP_PROTOCOL, match.ipProtocol());
    }
    var ranges = match.ranges();
    ranges.users().forEach(span -> out.attribute(USERS, users(span)));
    ranges.sourcePorts().forEach(span -> out.attribute(SOURCE_PORTS, ports(span)));
    ranges.destinationPorts().forEach(span -> out.attribute(DESTINATION_PORTS, ports(span)));
  }

  private static byte[] users(Span span) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.nativeOrder())
        .putInt((int) span.first())
        .putInt((int) span.last())
        .array();
  }

  private static byte[] ports(Span span) {
    return ByteBuffer.allocate(4)
        .order(ByteOrder.nativeOrder())
        .putShort((short) span.first())
        .putShort((short) span.last())
        .array();
  }

  private static void writeAction(NetlinkWriter out, Rule.Action action) {
    if (action.table() != 0) {
      out.attributeInt32(TABLE, (int) action.table());
    }
    if (action.kind() == Rule.Kind.GOTO) {
      out.attributeInt32(GOTO, (int) action.target());
    }
    if (action.realms() != 0) {
      out.attributeInt32(FLOW, action.realms());
    }
    action.suppressPrefixLength().forEach(n -> out.attributeInt32(SUPPRESS_PREFIX_LENGTH, n));
    action.suppressGroup().forEach(n -> out.attributeInt32(SUPPRESS_GROUP, n));
  }
}
