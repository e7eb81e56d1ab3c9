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

  private record Head(long nodeSeq, Sha256 hash) {}

  private static final Head BEGINNING = new Head(0, Sha256.ZERO);

  private final LogId own;
  private final Map<Source, Head> heads = new HashMap<>();
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
    var before = heads.getOrDefault(new Source(id.node(), id.logId()), BEGINNING);
    heads.put(new Source(id.node(), id.logId()), new Head(id.nodeSeq(), stored.hash()));
    if (id.nodeSeq() != before.nodeSeq() + 1) {
      incidents.add(
          "record %d is %s, but number %d of that log should come next"
              .formatted(recorded.seq(), id, before.nodeSeq() + 1));
    } else if (!recorded.prevHash().equals(before.hash())) {
      incidents.add(
          "record %d is %s, but its prevHash is not the digest of the one before it"
              .formatted(recorded.seq(), id));
    }
  }

  List<String> incidents() {
    return List.copyOf(incidents);
  }
}
