package dev.baton.events.tool;

import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Sha256;
import dev.baton.events.log.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chains of the nodes' logs within the controller's log. The controller's own records stand
 * between them in its own chain, which is checked on reading.
 */
final class NodeChains {
  private record Source(NodeName node, LogId logId) {}

  /** How far one has come. */
  private static final class Chain {
    private long nodeSeq;
    private Sha256 hash = Sha256.ZERO;
  }

  private final LogId own;
  private final Map<Source, Chain> chains = new HashMap<>();
  private final List<String> incidents = new ArrayList<>();

  NodeChains(LogId own) {
    this.own = own;
  }

  void check(StoredRecord stored) {
    var recorded = stored.recorded();
    var id = recorded.envelope().id();
    if (id.logId().equals(own)) {
      return;
    }
    var chain = chains.computeIfAbsent(new Source(id.node(), id.logId()), source -> new Chain());
    if (id.nodeSeq() != chain.nodeSeq + 1) {
      incidents.add(
          "record %d is %s, but number %d of that log should come next"
              .formatted(recorded.seq(), id, chain.nodeSeq + 1));
    } else if (!recorded.prevHash().equals(chain.hash)) {
      incidents.add(
          "record %d is %s, but its prevHash is not the digest of the one before it"
              .formatted(recorded.seq(), id));
    }
    chain.nodeSeq = id.nodeSeq();
    chain.hash = stored.hash();
  }

  List<String> incidents() {
    return List.copyOf(incidents);
  }
}
