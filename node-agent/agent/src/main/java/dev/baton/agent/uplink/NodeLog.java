package dev.baton.agent.uplink;

import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import dev.baton.events.log.EventReader;
import dev.baton.events.uplink.Frame;
import java.util.concurrent.CompletionStage;

/** What the uplink needs of the node: its log, and somebody who carries commands out. */
public interface NodeLog {
  /**
   * Where to go on, given what the controller holds; the log is forked first when it does not
   * contain exactly that record.
   */
  CompletionStage<Resumption> resume(LogId heldLogId, long heldSeq, Sha256 heldHash);

  /** Notes what the controller's disk holds of our log. */
  void acknowledged(LogHead held);

  /** Hands over a command; its answer will be an event in the log. */
  void commandReceived(Frame.CommandIssued command);

  /** Notes a new measurement of the controller's clock against ours. */
  void clockMeasured(long offsetNanos, long errorNanos);

  /** Notes how far the controller's log has come. */
  void headWitnessed(LogHead head);

  /** Where shipping goes on. The reader belongs to the uplink, which closes it. */
  record Resumption(LogId logId, long nextSeq, EventReader reader) {}
}
