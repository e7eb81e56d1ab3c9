package dev.baton.controller.ingest;

import dev.baton.events.CommandEvent;
import dev.baton.events.Event;
import dev.baton.events.NodeName;
import dev.baton.events.log.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands that were issued and not answered: a fold of the log. */
final class Outbox {
  private static final long MILLI_NANOS = 1_000_000L;

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** A command as it stands in the log. */
  record Entry(StoredRecord stored, CommandEvent.Issued issued) {
    /** What is left of its deadline; nothing or less when it passed. */
    long remainingMillis(long nowWallNanos) {
      long issuedAt = stored.recorded().envelope().wallNanos();
      return issued.deadlineMillis() - Math.max(0, nowWallNanos - issuedAt) / MILLI_NANOS;
    }
  }

  /** Takes a record; gives the command in it, if it is one: one, or none. */
  List<Entry> apply(StoredRecord stored) {
    switch (stored.recorded().event()) {
      case CommandEvent.Issued issued -> {
        var entry = new Entry(stored, issued);
        entries.put(issued.commandId(), entry);
        return List.of(entry);
      }
      case CommandEvent.Applied applied -> entries.remove(applied.commandId());
      case CommandEvent.Refused refused -> entries.remove(refused.commandId());
      case Event _ -> {}
    }
    return List.of();
  }

  /** Where the open ones stand in the log. */
  List<Long> openSeqs() {
    return entries.values().stream().map(entry -> entry.stored().recorded().seq()).toList();
  }

  /** What the node still has to be told, oldest first. */
  List<Entry> waiting(NodeName node, long nowWallNanos) {
    entries.values().removeIf(entry -> entry.remainingMillis(nowWallNanos) <= 0);
    var waiting = new ArrayList<Entry>();
    for (Entry entry : entries.values()) {
      if (entry.issued().node().equals(node)) {
        waiting.add(entry);
      }
    }
    return waiting;
  }
}
