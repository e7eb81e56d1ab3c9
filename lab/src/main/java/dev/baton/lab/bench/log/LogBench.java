package dev.baton.lab.bench.log;

import dev.baton.controller.projection.Projector;
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
import dev.baton.events.log.EventReader;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the log costs: the same transitions through a plain file, a bare queue, and a log. */
public final class LogBench {
  private static final int NODES = 20;
  private static final int ROUTERS = 50;
  private static final int FOLD_BATCH = 1_024;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long BEGINNING_NANOS = 1_790_000_000L * SECOND_NANOS;
  private static final long GROUP_NANOS = 5_000_000L;
  private static final NodeName CONTROLLER = new NodeName("controller");

  private final int events;
  private final Consumer<String> out;

  /** Prints a table of that many events. */
  public LogBench(int events, Consumer<String> out) {
    this.events = events;
    this.out = out;
  }

  /** Writes and reads in a directory of its own, which is gone afterwards. */
  public void run() {
    out.accept("Log: %,d transitions, one thread".formatted(events));
    out.accept("%-44s %14s %12s".formatted("", "events/s", "MiB/s"));
    try (var scratch = Scratch.make()) {
      appended(scratch);
      relayedAndRead(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void appended(Scratch scratch) throws IOException {
    var samples = samples(scratch.directory("samples"));
    var rivals = new RawAppends(samples, events);
    for (int round = 0; round < 2; round++) {
      print("append: plain file", rivals.toFile(scratch.directory("file" + round), 0));
      print("append: bare queue", rivals.toQueue(scratch.directory("queue" + round)));
      print("append: log, CRC and chain", toLog(scratch.directory("log" + round), 0));
      print(
          "on disk, groups of 5 ms: plain file",
          rivals.toFile(scratch.directory("f" + round), GROUP_NANOS));
      print("on disk, groups of 5 ms: log", toLog(scratch.directory("l" + round), GROUP_NANOS));
    }
  }

  private Pace toLog(Path directory, long groupNanos) {
    var drafts = drafts(0, 2 * ROUTERS);
    try (var log = open(directory, "a")) {
      var pace = Pace.begin();
      long syncedNanos = System.nanoTime();
      for (int i = 0; i < events; i++) {
        log.append(drafts.get(i % drafts.size()));
        if (groupNanos > 0 && System.nanoTime() - syncedNanos >= groupNanos) {
          log.sync();
          syncedNanos = System.nanoTime();
        }
      }
      if (groupNanos > 0) {
        log.sync();
      }
      return pace.end(events, 0);
    }
  }

  private void relayedAndRead(Scratch scratch) {
    var directory = scratch.directory("controller");
    var origins = new ArrayList<List<byte[]>>();
    for (int node = 0; node < NODES; node++) {
      origins.add(ofNode(scratch.directory("node" + node), node, events / NODES));
    }
    try (var log = open(directory, CONTROLLER.value())) {
      var pace = Pace.begin();
      long bytes = 0;
      for (int i = 0; i < events / NODES; i++) {
        for (int node = 0; node < NODES; node++) {
          var record = origins.get(node).get(i);
          log.appendRelayed(record, i);
          bytes += record.length;
        }
      }
      print("controller: append of nodes' records", pace.end(events, bytes));
    }
    for (int round = 0; round < 2; round++) {
      try (var log = open(directory, CONTROLLER.value())) {
        print("controller: read", read(log, batch -> {}));
        var projector = new Projector();
        print("controller: read and fold into the fleet", read(log, projector::apply));
      }
    }
  }

  private Pace read(ChronicleEventLog log, Consumer<List<StoredRecord>> fold) {
    var pace = Pace.begin();
    long bytes = 0;
    long count = 0;
    var batch = new ArrayList<StoredRecord>(FOLD_BATCH);
    try (EventReader reader = log.reader(1)) {
      while (reader.next() instanceof Read.Found(var stored)) {
        batch.add(stored);
        bytes += stored.original().length();
        count++;
        if (batch.size() == FOLD_BATCH) {
          fold.accept(List.copyOf(batch));
          batch.clear();
        }
      }
    }
    fold.accept(batch);
    return pace.end(count, bytes);
  }

  private List<byte[]> samples(Path directory) {
    return ofNode(directory, 0, 2 * ROUTERS);
  }

  private static List<byte[]> ofNode(Path directory, int node, int count) {
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

  /** Each router goes up and down in turn, a second of each node's for each event. */
  private static List<Draft> drafts(int node, int count) {
    var drafts = new ArrayList<Draft>();
    for (int i = 0; i < count; i++) {
      var vrid = new Vrid(1 + i % ROUTERS);
      var subject = new Subject.Instance("10.0.0.0/24", "eth0", Family.IPV4, vrid);
      var isUp = i / ROUTERS % 2 == 0;
      var event =
          new InstanceEvent.Transitioned(
              isUp ? InstanceState.BACKUP : InstanceState.ACTIVE,
              isUp ? InstanceState.ACTIVE : InstanceState.BACKUP,
              isUp ? Cause.ACTIVE_DOWN_TIMER_EXPIRED : Cause.HIGHER_PRIORITY_ADVERT,
              new Priority(150),
              Map.of("source", "10.0.0.2", "sourcePriority", "100", "lastHeardMs", "3609"));
      long at = SECOND_NANOS * i + node;
      drafts.add(Draft.of(BEGINNING_NANOS + at, at, subject, event));
    }
    return drafts;
  }

  private static ChronicleEventLog open(Path directory, String node) {
    var opening = ChronicleEventLog.open(directory, new NodeName(node), "boot", Options.CONTROLLER);
    if (opening instanceof Opening.Opened(var log)) {
      return log;
    }
    throw new IllegalStateException("the log cannot be opened: " + opening);
  }

  private void print(String what, Pace pace) {
    out.accept(pace.row(what));
  }
}
