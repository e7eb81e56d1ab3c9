package dev.baton.controller.ingest;

import dev.baton.events.log.StoredRecord;
import java.util.List;

/** What the log held when the controller started: each node's chain, and open commands. */
public final class HeldRecords {
  private final Chains chains = new Chains();
  private final Outbox outbox = new Outbox();

  /** Takes the next records of the log. */
  public void apply(List<StoredRecord> records) {
    for (StoredRecord stored : records) {
      outbox.apply(stored);
      chains.held(stored);
    }
  }

  Chains chains() {
    return chains;
  }

  Outbox outbox() {
    return outbox;
  }
}
