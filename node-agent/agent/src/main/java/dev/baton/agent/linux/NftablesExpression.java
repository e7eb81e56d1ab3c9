package dev.baton.agent.linux;

/**
 * The expressions of an nf_tables rule that Baton needs. Each works on register 1, and on what
 * follows it there; one that does not match ends its rule.
 */
final class NftablesExpression {
  static final int NETWORK_HEADER = 1;
  static final int TRANSPORT_HEADER = 2;

  private static final int REGISTER = 1;
  private static final int VERDICT_REGISTER = 0;
  private static final int SECOND_REGISTER = 2;
  private static final int META_L4PROTO = 16;
  private static final int EQUAL = 0;
  private static final int DROP = 0;
  private static final int ACCEPT = 1;
  private static final int GOTO = -4;

  /** Of the packet's way, which a set can have beside the address. */
  enum Link {
    INPUT_INDEX(4),
    OUTPUT_INDEX(5),
    INPUT_NAME(6),
    OUTPUT_NAME(7);

    private final int key;

    Link(int key) {
      this.key = key;
    }
  }

  private NftablesExpression() {}

  /** Goes on for packets of this protocol above IP. */
  static void protocolIs(NetlinkWriter out, int protocol) {
    meta(out, META_L4PROTO, REGISTER);
    equalTo(out, protocol);
  }

  /** Loads which link it is behind an address of 16 bytes that is loaded. */
  static void append(NetlinkWriter out, Link link) {
    meta(out, link.key, SECOND_REGISTER);
  }

  private static void meta(NetlinkWriter out, int key, int register) {
    expression(
        out,
        "meta",
        () -> out.attributeInt32BigEndian(2, key).attributeInt32BigEndian(1, register));
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
    equalTo(out, new byte[] {(byte) octet});
  }

  /** Goes on where the loaded bytes are these. */
  static void equalTo(NetlinkWriter out, byte[] bytes) {
    expression(
        out,
        "cmp",
        () ->
            out.attributeInt32BigEndian(1, REGISTER)
                .attributeInt32BigEndian(2, EQUAL)
                .nested(3, () -> out.attribute(1, bytes)));
  }

  /** Keeps the bits of the loaded bytes that are set in a mask. */
  static void keep(NetlinkWriter out, byte[] mask) {
    expression(
        out,
        "bitwise",
        () ->
            out.attributeInt32BigEndian(1, REGISTER)
                .attributeInt32BigEndian(2, REGISTER)
                .attributeInt32BigEndian(3, mask.length)
                .nested(4, () -> out.attribute(1, mask))
                .nested(5, () -> out.attribute(1, new byte[mask.length])));
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

  /** Has the packet go on in another chain of the table, and not come back. */
  static void goTo(NetlinkWriter out, String chain) {
    verdict(out, () -> out.attributeInt32BigEndian(1, GOTO).attributeText(2, chain));
  }

  private static void verdict(NetlinkWriter out, int verdict) {
    verdict(out, () -> out.attributeInt32BigEndian(1, verdict));
  }

  private static void verdict(NetlinkWriter out, Runnable words) {
    expression(
        out,
        "immediate",
        () ->
            out.attributeInt32BigEndian(1, VERDICT_REGISTER).nested(2, () -> out.nested(2, words)));
  }

  private static void expression(NetlinkWriter out, String name, Runnable attributes) {
    out.nested(1, () -> out.attributeText(1, name).nested(2, attributes));
  }
}
