package dev.baton.agent.linux;

/**
 * The expressions of an nf_tables rule that Baton needs. Each works on register 1; one that does
 * not match ends its rule.
 */
final class NftablesExpression {
  static final int NETWORK_HEADER = 1;
  static final int TRANSPORT_HEADER = 2;

  private static final int REGISTER = 1;
  private static final int VERDICT_REGISTER = 0;
  private static final int META_L4PROTO = 16;
  private static final int EQUAL = 0;
  private static final int DROP = 0;
  private static final int ACCEPT = 1;

  private NftablesExpression() {}

  /** Goes on for packets of this protocol above IP. */
  static void protocolIs(NetlinkWriter out, int protocol) {
    expression(
        out,
        "meta",
        () -> out.attributeInt32BigEndian(2, META_L4PROTO).attributeInt32BigEndian(1, REGISTER));
    equalTo(out, protocol);
  }

  /** Loads bytes of the packet. */
  static void load(NetlinkWriter out, int header, int offset, int lengthBytes) {
    expression(
        out,
        "payload",
        () ->
            out.attributeInt32BigEndian(1, REGISTER)
                .attributeInt32BigEndian(2, header)
                .attributeInt32BigEndian(3, offset)
                .attributeInt32BigEndian(4, lengthBytes));
  }

  /** Goes on where the loaded byte is this one. */
  static void equalTo(NetlinkWriter out, int octet) {
    expression(
        out,
        "cmp",
        () ->
            out.attributeInt32BigEndian(1, REGISTER)
                .attributeInt32BigEndian(2, EQUAL)
                .nested(3, () -> out.attributeOctet(1, octet)));
  }

  /** Goes on where the loaded address is in a set. */
  static void isInSet(NetlinkWriter out, String set, int setId) {
    expression(
        out,
        "lookup",
        () ->
            out.attributeInt32BigEndian(2, REGISTER)
                .attributeText(1, set)
                .attributeInt32BigEndian(4, setId));
  }

  /** Counts packets and bytes. */
  static void count(NetlinkWriter out) {
    expression(out, "counter", () -> {});
  }

  /** Drops the packet. */
  static void drop(NetlinkWriter out) {
    verdict(out, DROP);
  }

  /** Has the packet go on to the next chain. */
  static void accept(NetlinkWriter out) {
    verdict(out, ACCEPT);
  }

  private static void verdict(NetlinkWriter out, int verdict) {
    expression(
        out,
        "immediate",
        () ->
            out.attributeInt32BigEndian(1, VERDICT_REGISTER)
                .nested(2, () -> out.nested(2, () -> out.attributeInt32BigEndian(1, verdict))));
  }

  private static void expression(NetlinkWriter out, String name, Runnable attributes) {
    out.nested(1, () -> out.attributeText(1, name).nested(2, attributes));
  }
}
