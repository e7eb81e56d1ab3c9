package dev.baton.events.uplink;

import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Sha256;
import dev.baton.events.log.StoredRecord.Bytes;
import java.util.List;

/**
 * What agent and controller say to each other; one binary WebSocket message each, at most 64 KiB.
 */
public sealed interface Frame {
  /** Agent → controller, first: who I am and what I can write. */
  record Hello(NodeName node, String bootId, String version, int newestFormat) implements Frame {}

  /**
   * Controller → agent, the answer: what it holds of the node. {@code heldSeq} 0 means nothing. The
   * agent then checks that its log contains exactly that record.
   */
  record Welcome(
      String clusterId, long epoch, LogId heldLogId, long heldSeq, Sha256 heldHash, int credit)
      implements Frame {}

  /** Controller → agent: go away, and why. */
  record Denied(String reason, String detail) implements Frame {}

  /** Agent → controller: records in order, each byte for byte as in the agent's log. */
  record Records(LogId logId, long firstSeq, List<Bytes> records) implements Frame {
    /** Keeps a copy. */
    public Records {
      records = List.copyOf(records);
    }
  }

  /**
   * Controller → agent: all up to here is on disk.
   *
   * @param held the end of what the controller holds of the node's log
   * @param controller the end of the controller's own log, which holds that
   * @param credit how many more records may be under way
   */
  record Ack(LogHead held, LogHead controller, int credit) implements Frame {}

  /**
   * Controller → agent: a {@code command.issued} record of the controller's log.
   *
   * @param remainingMillis what is left of its deadline
   */
  record CommandIssued(String clusterId, long epoch, Bytes record, long remainingMillis)
      implements Frame {}

  /** Agent → controller: what is your clock? */
  record Ping(long sentMonotonicNanos) implements Frame {}

  /** Controller → agent. */
  record Pong(long sentMonotonicNanos, long controllerWallNanos) implements Frame {}
}
