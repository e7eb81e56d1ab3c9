package dev.baton.agent.steward;

import dev.baton.agent.journal.Journal;
import dev.baton.agent.uplink.NodeLog;
import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.Sha256;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.uplink.Frame;
import java.util.concurrent.CompletionStage;

/** The uplink's view of this node; every call is carried over to the journal thread. */
final class JournalForUplink implements NodeLog {
  private final JournalThread journalThread;
  private final Journal journal;
  private final Hold hold;
  private final CommandDesk desk;

  JournalForUplink(JournalThread journalThread, Journal journal, Hold hold, CommandDesk desk) {
    this.journalThread = journalThread;
    this.journal = journal;
    this.hold = hold;
    this.desk = desk;
  }

  @Override
  public CompletionStage<Resumption> resume(LogId heldLogId, long heldSeq, Sha256 heldHash) {
    return journalThread.ask(() -> resumeNow(heldLogId, heldSeq, heldHash));
  }

  private Resumption resumeNow(LogId heldLogId, long heldSeq, Sha256 heldHash) {
    long next = 1;
    if (heldSeq > 0 && heldLogId.equals(journal.logId())) {
      if (holds(heldSeq, heldHash)) {
        next = heldSeq + 1;
      } else {
        journal.fork(
            new NodeEvent.LogForked(
                heldLogId,
                heldSeq,
                "record " + heldSeq + " that the controller holds is not here"));
        hold.restore();
      }
    } else if (heldSeq > 0 && !journal.history().isForkOf(heldLogId)) {
      journal.record(
          new NodeEvent.LogForked(
              heldLogId, heldSeq, "the log that the controller holds is not here"));
    }
    journal.acknowledged(journal.logId(), next - 1);
    return new Resumption(journal.logId(), next, journal.reader(next));
  }

  private boolean holds(long seq, Sha256 hash) {
    if (seq > journal.lastSeq()) {
      return false;
    }
    try (var reader = journal.reader(seq)) {
      return reader.next() instanceof Read.Found found && found.stored().hash().equals(hash);
    }
  }

  @Override
  public void acknowledged(LogHead held) {
    journalThread.execute(() -> journal.acknowledged(held.logId(), held.seq()));
  }

  @Override
  public void commandReceived(Frame.CommandIssued command) {
    journalThread.execute(() -> desk.received(command));
  }

  @Override
  public void headWitnessed(LogHead head) {
    journalThread.execute(() -> journal.record(new NodeEvent.HeadWitnessed(head)));
  }

  @Override
  public void clockMeasured(long offsetNanos, long errorNanos) {
    journalThread.execute(
        () -> journal.record(new NodeEvent.ClockMeasured(offsetNanos, errorNanos)));
  }
}
