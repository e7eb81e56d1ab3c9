package dev.baton.agent.linux;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * One table of nf_tables, and the requests that change or show what is in it. Every request of a
 * batch takes effect, or none.
 *
 * @param family the number of the netfilter family
 */
record NftablesTable(int family, String name) {
  static final int FAMILY_HEADER_BYTES = 4;

  /** The attributes of what the kernel shows. */
  static final int TABLE_FLAGS = 2;

  static final int TABLE_HANDLE = 4;
  static final int CHAIN_HANDLE = 2;
  static final int CHAIN_NAME = 3;
  static final int CHAIN_HOOK = 4;
  static final int CHAIN_POLICY = 5;
  static final int CHAIN_FLAGS = 10;
  static final int RULE_CHAIN = 2;
  static final int RULE_HANDLE = 3;
  static final int SET_ELEMENTS = 3;

  private static final int SUBSYSTEM = 10;
  private static final int BATCH_BEGIN = 0x10;
  private static final int BATCH_END = 0x11;
  private static final int NEW_TABLE = SUBSYSTEM << 8;
  private static final int GET_TABLE = SUBSYSTEM << 8 | 1;
  private static final int DELETE_TABLE = SUBSYSTEM << 8 | 2;
  private static final int NEW_CHAIN = SUBSYSTEM << 8 | 3;
  private static final int GET_CHAIN = SUBSYSTEM << 8 | 4;
  private static final int NEW_RULE = SUBSYSTEM << 8 | 6;
  private static final int GET_RULE = SUBSYSTEM << 8 | 7;
  private static final int NEW_SET = SUBSYSTEM << 8 | 9;
  private static final int NEW_ELEMENT = SUBSYSTEM << 8 | 12;
  private static final int GET_ELEMENT = SUBSYSTEM << 8 | 13;
  private static final int DELETE_ELEMENT = SUBSYSTEM << 8 | 14;

  private static final int LIST_ELEMENT = 1;

  /** An attribute's length has 16 bits, and all elements of a request are in one. */
  private static final int MOST_ELEMENTS = 1_000;

  /**
   * A set of addresses, or of what else packets have.
   *
   * @param id among those that are made in one batch
   * @param keyType what nft's listings show its elements as; the kernel does not look at it
   * @param isConstant whether it stays as it is made
   */
  record SetShape(String name, int id, int keyType, int keyBytes, boolean isConstant) {}

  static void begin(NetlinkWriter out) {
    out.begin(BATCH_BEGIN, 0).octet(0).octet(0).int16BigEndian(SUBSYSTEM).end();
  }

  static void end(NetlinkWriter out) {
    out.begin(BATCH_END, 0).octet(0).octet(0).int16BigEndian(SUBSYSTEM).end();
  }

  /** Asks for all chains of this network namespace. */
  static void writeChainDump(NetlinkWriter out) {
    out.begin(GET_CHAIN, NetlinkWriter.DUMP).octet(0).octet(0).int16BigEndian(0).end();
  }

  /** Its family and name, as nft has them. */
  String text() {
    return switch (family) {
          case 2 -> "ip ";
          case 3 -> "arp ";
          default -> "ip6 ";
        }
        + name;
  }

  /** Makes the table, or keeps it. */
  void create(NetlinkWriter out) {
    change(out, NEW_TABLE, NetlinkWriter.CREATE).attributeInt32BigEndian(TABLE_FLAGS, 0).end();
  }

  /** Makes the table, and fails where there is one of that name. */
  void createAlone(NetlinkWriter out) {
    change(out, NEW_TABLE, NetlinkWriter.CREATE | NetlinkWriter.EXCLUSIVE)
        .attributeInt32BigEndian(TABLE_FLAGS, 0)
        .end();
  }

  /** Deletes the table with all that is in it. */
  void delete(NetlinkWriter out) {
    change(out, DELETE_TABLE, 0).end();
  }

  void createSet(NetlinkWriter out, SetShape set) {
    int constant = 2;
    change(out, NEW_SET, NetlinkWriter.CREATE)
        .attributeText(2, set.name())
        .attributeInt32BigEndian(3, set.isConstant() ? constant : 0)
        .attributeInt32BigEndian(4, set.keyType())
        .attributeInt32BigEndian(5, set.keyBytes())
        .attributeInt32BigEndian(10, set.id())
        .end();
  }

  /** Makes a chain that others jump to. */
  void createChain(NetlinkWriter out, String chain) {
    change(out, NEW_CHAIN, NetlinkWriter.CREATE).attributeText(CHAIN_NAME, chain).end();
  }

  /** Makes a chain that packets enter at a hook. */
  void createChain(NetlinkWriter out, String chain, int hook, int priority) {
    change(out, NEW_CHAIN, NetlinkWriter.CREATE)
        .attributeText(CHAIN_NAME, chain)
        .attributeText(7, "filter")
        .nested(
            CHAIN_HOOK,
            () -> out.attributeInt32BigEndian(1, hook).attributeInt32BigEndian(2, priority))
        .end();
  }

  /** Puts a rule at a chain's end. */
  void addRule(NetlinkWriter out, String chain, Runnable expressions) {
    change(out, NEW_RULE, NetlinkWriter.CREATE | NetlinkWriter.APPEND)
        .attributeText(RULE_CHAIN, chain)
        .nested(4, expressions)
        .end();
  }

  /** Adds elements to a set, or takes them out; their keys are in hexadecimal digits. */
  void changeSet(NetlinkWriter out, String set, boolean isAdded, Collection<String> keys) {
    var left = List.copyOf(keys);
    while (!left.isEmpty()) {
      var some = left.subList(0, Math.min(MOST_ELEMENTS, left.size()));
      change(out, isAdded ? NEW_ELEMENT : DELETE_ELEMENT, isAdded ? NetlinkWriter.CREATE : 0)
          .attributeText(2, set)
          .nested(SET_ELEMENTS, () -> some.forEach(key -> element(out, key)))
          .end();
      left = left.subList(some.size(), left.size());
    }
  }

  private static void element(NetlinkWriter out, String key) {
    var bytes = HexFormat.of().parseHex(key);
    out.nested(LIST_ELEMENT, () -> out.nested(1, () -> out.attribute(1, bytes)));
  }

  /** Asks for the table itself. */
  void ask(NetlinkWriter out) {
    change(out, GET_TABLE, 0).end();
  }

  void askChain(NetlinkWriter out, String chain) {
    change(out, GET_CHAIN, 0).attributeText(CHAIN_NAME, chain).end();
  }

  /** Asks for all rules of the table. */
  void askRules(NetlinkWriter out) {
    request(out, GET_RULE, NetlinkWriter.DUMP).end();
  }

  void askElements(NetlinkWriter out, String set) {
    request(out, GET_ELEMENT, NetlinkWriter.DUMP).attributeText(2, set).end();
  }

  private NetlinkWriter change(NetlinkWriter out, int type, int flags) {
    return request(out, type, flags | NetlinkWriter.ACK);
  }

  /** Whatever it is about, the table's name is the first attribute. */
  private NetlinkWriter request(NetlinkWriter out, int type, int flags) {
    return out.begin(type, flags).octet(family).octet(0).int16BigEndian(0).attributeText(1, name);
  }
}
