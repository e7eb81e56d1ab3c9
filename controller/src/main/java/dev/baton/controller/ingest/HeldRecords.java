package dev.baton.controller.ingest;

import dev.baton.controller.ingest.Chains.Tip;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Sha256;
import dev.baton.events.log.StoredRecord;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the controller's log holds of each node's log, and which commands stand in it unanswered: a
 * fold of what is durable, behind which {@link Chains} never is.
 */
public final class HeldRecords {
  private final Map<NodeName, Held> nodes = new HashMap<>();
  private final Outbox outbox = new Outbox();

  private static final class Held {
    private Tip tip = Tip.NOTHING;
    private final Set<LogId> earlier = new LinkedHashSet<>();
  }

  /**
   * The end of what is held of one node's newest log, and which logs it had before.
   *
   * @param seq the newest record's number in the node's log
   */
  public record End(NodeName node, LogId logId, long seq, Sha256 hash, List<LogId> earlier) {}

  /**
   * All of it, to go on from it later.
   *
   * @param openCommands where they stand in the controller's log
   */
  public record Kept(List<End> ends, List<Long> openCommands) {}

  /** Takes the next records of the log, which nobody waits for. */
  public void replay(List<StoredRecord> records) {
    records.forEach(this::apply);
  }

  /** Takes the next record; gives the command in it, if it is one: one, or none. */
  List<Outbox.Entry> apply(StoredRecord stored) {
    var id = stored.recorded().envelope().id();
    var held = nodes.computeIfAbsent(id.node(), name -> new Held());
    boolean isOtherLog = !held.tip.logId().equals(id.logId());
    if (isOtherLog) {
      held.earlier.add(held.tip.logId());
    }
    if (isOtherLog || id.nodeSeq() > held.tip.seq()) {
      held.tip = new Tip(id.logId(), id.nodeSeq(), stored.original()::digest);
    }
    return outbox.apply(stored);
  }

  /** What is held now; digests are computed when it is asked for, on any thread. */
  public Supplier<Kept> kept() {
    record Node(NodeName name, Tip tip, List<LogId> earlier) {}
    var now =
        nodes.entrySet().stream()
            .map(each ->
                new Node(each.getKey(), each.getValue().tip, List.copyOf(each.getValue().earlier)))
            .toList();
    var open = outbox.openSeqs();
    return () ->
        new Kept(
            now.stream()
                .map(node ->
                    new End(
                        node.name(),
                        node.tip().logId(),
                        node.tip().seq(),
                        node.tip().hash(),
                        node.earlier()))
                .toList(),
            open);
  }

  /**
   * Goes on from there.
   *
   * @param openOnes the records of the open commands
   */
  public void resume(Kept kept, List<StoredRecord> openOnes) {
    for (End end : kept.ends()) {
      var held = new Held();
      held.tip = new Tip(end.logId(), end.seq(), end::hash);
      held.earlier.addAll(end.earlier());
      nodes.put(end.node(), held);
    }
    openOnes.forEach(outbox::apply);
  }

  /** The chains as they stand now, to run ahead. */
  Chains chains() {
    var chains = new Chains();
    nodes.forEach((node, held) -> chains.held(node, held.tip, held.earlier));
    return chains;
  }

  Outbox outbox() {
    return outbox;
  }
}
