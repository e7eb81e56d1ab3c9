package dev.baton.lab.bench.log;

import dev.baton.events.Cause;
import dev.baton.events.Draft;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import dev.baton.events.log.EventReader.Read;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is written: the transitions of nodes whose routers go up and down in turn. */
final class Transitions {
  static final int ROUTERS = 50;

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long BEGINNING_NANOS = 1_790_000_000L * SECOND_NANOS;

  private Transitions() {}

  /** The records of a node's log, as they stand in it. */
  static List<byte[]> recordsOf(Path directory, int node, int count) {
    var records = new ArrayList<byte[]>();
    try (var log = open(directory, "node-" + node)) {
      drafts(node, count).forEach(log::append);
      try (var reader = log.reader(1)) {
        while (reader.next() instanceof Read.Found(var stored)) {
          records.add(stored.original().toArray());
        }
      }
    }
    return records;
  }

  /** A second of each node's for each event; no two rest on the same facts. */
  static List<Draft> drafts(int node, int count) {
    var drafts = new ArrayList<Draft>();
    for (int i = 0; i < count; i++) {
      var vrid = new Vrid(1 + i % ROUTERS);
      var subject = new Subject.Instance("10.0.0.0/24", "eth0", Family.IPV4, vrid);
      var isUp = i / ROUTERS % 2 == 0;
      var lastHeardMillis = String.valueOf(3_000 + (i * 31 + node) % 4_000);
      var event =
          new InstanceEvent.Transitioned(
              isUp ? InstanceState.BACKUP : InstanceState.ACTIVE,
              isUp ? InstanceState.ACTIVE : InstanceState.BACKUP,
              isUp ? Cause.ACTIVE_DOWN_TIMER_EXPIRED : Cause.HIGHER_PRIORITY_ADVERT,
              new Priority(150),
              Map.of(
                  "source", "10.0.0.2", "sourcePriority", "100", "lastHeardMs", lastHeardMillis));
      long at = SECOND_NANOS * i + node;
      drafts.add(Draft.of(BEGINNING_NANOS + at, at, subject, event));
    }
    return drafts;
  }

  static ChronicleEventLog open(Path directory, String node) {
    var opening = ChronicleEventLog.open(directory, new NodeName(node), "boot", Options.CONTROLLER);
    if (opening instanceof Opening.Opened(var log)) {
      return log;
    }
    throw new IllegalStateException("the log cannot be opened: " + opening);
  }
}
