package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.NativeCallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sees what there is in the nf_tables of a network namespace. It asks for single tables by name: a
 * host may have very many rules, and somebody may change them all the time.
 */
final class NftablesWitness {
  private static final int GET_GENERATION = 10 << 8 | 16;
  private static final int NEW_GENERATION = 10 << 8 | 15;
  private static final int GENERATION_ID = 1;
  private static final int REQUEST_BYTES = 1024;

  /** Before the bytes of an element's key: those of the element, the key and its value. */
  private static final int ATTRIBUTE_HEADER_BYTES = 4;

  private final NetlinkSocket socket;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);
  private int generation;
  private int answered;

  NftablesWitness(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** A chain and the table that it is in. */
  record Chain(NftablesTable table, String name) {
    static Chain parse(NetlinkReader in) {
      String table = "";
      String name = "";
      in.attributesAfter(NftablesTable.FAMILY_HEADER_BYTES);
      while (in.nextAttribute()) {
        switch (in.attributeType()) {
          case 1 -> table = in.attributeText();
          case NftablesTable.CHAIN_NAME -> name = in.attributeText();
          default -> {}
        }
      }
      int family = in.payloadBytes() < NftablesTable.FAMILY_HEADER_BYTES ? 0 : in.payloadOctet(0);
      return new Chain(new NftablesTable(family, table), name);
    }

    /** Whether its table's name, or its own, says so. */
    boolean isOf(String owner) {
      return table.name().equals(owner) || name.equals(owner);
    }
  }

  /** Whether anything was changed since this was asked last, by whomever. */
  boolean areChangesNew() {
    request
        .clear()
        .begin(GET_GENERATION, NetlinkWriter.ACK)
        .octet(0)
        .octet(0)
        .int16BigEndian(0)
        .end();
    answered = generation;
    // A kernel without nf_tables answers with an error, and has no changes.
    socket.ask(request, this::takeGeneration);
    boolean isNew = answered != generation;
    generation = answered;
    return isNew;
  }

  private void takeGeneration(NetlinkReader in) {
    if (in.type() == NEW_GENERATION) {
      in.attributesAfter(NftablesTable.FAMILY_HEADER_BYTES);
      while (in.nextAttribute()) {
        // Big-endian, which does not matter for being another one.
        answered = in.attributeType() == GENERATION_ID ? in.attributeInt() : answered;
      }
    }
  }

  /** All chains that there are now. */
  List<Chain> chains() {
    NftablesTable.writeChainDump(request.clear());
    var found = new ArrayList<Chain>();
    dump(found::clear, in -> found.add(Chain.parse(in)));
    return found;
  }

  /** Which table it is of all that ever had this name; empty where there is none. */
  String identity(NftablesTable table) {
    table.ask(request.clear());
    return line(in -> text(in, Set.of(NftablesTable.TABLE_HANDLE)));
  }

  /**
   * The table's identity, and a line for its state, for each of these chains and for each rule in
   * it. The kernel never gives a handle twice: what was deleted and made again has another line.
   */
  List<String> structure(NftablesTable table, List<String> chains) {
    var lines = new ArrayList<String>();
    lines.add(identity(table));
    lines.add(line(in -> text(in, Set.of(NftablesTable.TABLE_FLAGS))));
    var ofChain =
        Set.of(
            NftablesTable.CHAIN_HANDLE,
            NftablesTable.CHAIN_HOOK,
            NftablesTable.CHAIN_POLICY,
            NftablesTable.CHAIN_FLAGS);
    for (String chain : chains) {
      table.askChain(request.clear(), chain);
      lines.add(line(in -> text(in, ofChain)));
    }
    var rules = new ArrayList<String>();
    table.askRules(request.clear());
    dump(
        rules::clear,
        in -> rules.add(text(in, Set.of(NftablesTable.RULE_CHAIN, NftablesTable.RULE_HANDLE))));
    lines.addAll(rules);
    lines.removeIf(String::isEmpty);
    return lines;
  }

  /** What is in a set, in hexadecimal digits. */
  Set<String> elements(NftablesTable table, String set) {
    var found = new HashSet<String>();
    table.askElements(request.clear(), set);
    dump(found::clear, in -> addKeys(in, found));
    return found;
  }

  /** Adds those of one message of a dump. */
  static void addKeys(NetlinkReader in, Set<String> found) {
    in.attributesAfter(NftablesTable.FAMILY_HEADER_BYTES);
    while (in.nextAttribute()) {
      if (in.attributeType() == NftablesTable.SET_ELEMENTS) {
        addKeys(in.attributeBytes(), found);
      }
    }
  }

  /** The kernel puts an element's key first. */
  private static void addKeys(byte[] list, Set<String> found) {
    var in = ByteBuffer.wrap(list).order(ByteOrder.nativeOrder());
    int keyStart = 3 * ATTRIBUTE_HEADER_BYTES;
    int length = ATTRIBUTE_HEADER_BYTES;
    for (int at = 0; at + keyStart <= list.length; at += length + 3 & ~3) {
      length = Math.max(ATTRIBUTE_HEADER_BYTES, in.getShort(at) & 0xffff);
      int valueEnd =
          at + 2 * ATTRIBUTE_HEADER_BYTES + (in.getShort(at + 2 * ATTRIBUTE_HEADER_BYTES) & 0xffff);
      if (valueEnd >= at + keyStart && valueEnd <= list.length) {
        found.add(HexFormat.of().formatHex(list, at + keyStart, valueEnd));
      }
    }
  }

  private interface Words {
    String of(NetlinkReader in);
  }

  private String line(Words words) {
    var found = new ArrayList<String>();
    // What is not there is an error, and no message.
    socket.ask(request, in -> found.add(words.of(in)));
    return String.join("", found);
  }

  private static String text(NetlinkReader in, Set<Integer> attributes) {
    var words = new StringBuilder();
    in.attributesAfter(NftablesTable.FAMILY_HEADER_BYTES);
    while (in.nextAttribute()) {
      if (attributes.contains(in.attributeType())) {
        words.append(in.attributeType()).append('=');
        words.append(HexFormat.of().formatHex(in.attributeBytes())).append(' ');
      }
    }
    return words.toString();
  }

  private void dump(Runnable start, Consumer<NetlinkReader> sink) {
    try {
      socket.dump(request, start, sink);
    } catch (NativeCallException e) {
      // Nothing is there of what is not there; what is then to be done fails with its reason.
      start.run();
    }
  }
}
