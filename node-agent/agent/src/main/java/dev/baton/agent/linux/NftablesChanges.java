package dev.baton.agent.linux;

import dev.baton.agent.linux.RefusalTable.Chain;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.util.ArrayList;
import java.util.List;

/** Who else changes the nf_tables of a network namespace: each change is another generation. */
final class NftablesChanges {
  private static final int GET_GENERATION = 10 << 8 | 16;
  private static final int NEW_GENERATION = 10 << 8 | 15;
  private static final int GENERATION_ID = 1;
  private static final int FAMILY_HEADER_BYTES = 4;
  private static final int REQUEST_BYTES = 64;

  private final NetlinkSocket socket;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);
  private int generation;
  private int answered;

  NftablesChanges(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Whether anything was changed since this was asked last, by whomever. */
  boolean areNew() {
    request
        .clear()
        .begin(GET_GENERATION, NetlinkWriter.ACK)
        .octet(0)
        .octet(0)
        .int16BigEndian(0)
        .end();
    answered = generation;
    // A kernel without nf_tables answers with an error, and has no changes.
    socket.ask(request, this::take);
    boolean isNew = answered != generation;
    generation = answered;
    return isNew;
  }

  private void take(NetlinkReader in) {
    if (in.type() == NEW_GENERATION) {
      in.attributesAfter(FAMILY_HEADER_BYTES);
      while (in.nextAttribute()) {
        // Big-endian, which does not matter for being another one.
        answered = in.attributeType() == GENERATION_ID ? in.attributeInt() : answered;
      }
    }
  }

  /** All chains that there are now. */
  List<Chain> chains() {
    var found = new ArrayList<Chain>();
    try {
      RefusalTable.writeChainDump(request.clear());
      socket.dump(request, found::clear, in -> found.add(Chain.parse(in)));
    } catch (NativeCallException e) {
      // A kernel without nf_tables has none; what is then to be done there fails with its reason.
      return List.of();
    }
    return found;
  }
}
