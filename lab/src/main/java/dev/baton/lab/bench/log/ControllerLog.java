package dev.baton.lab.bench.log;

import dev.baton.controller.ingest.HeldRecords;
import dev.baton.controller.projection.Projector;
import dev.baton.controller.snapshot.Snapshots;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.tool.LogMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A controller's log of several nodes: filled once, and read in each way that there is. */
record ControllerLog(Path data, int events) {
  private static final int NODES = 20;
  private static final int FOLD_BATCH = 1_024;
  private static final int SAMPLE = 1_000;

  /** What was made durable is of no interest here: that is measured apart. */
  Pace append(Scratch scratch) {
    int each = events / NODES;
    var origins = new ArrayList<List<byte[]>>();
    for (int node = 0; node < NODES; node++) {
      origins.add(Transitions.recordsOf(scratch.directory("node" + node), node, each));
    }
    try (var log = open()) {
      var pace = Pace.begin();
      long bytes = 0;
      for (int i = 0; i < each; i++) {
        for (int node = 0; node < NODES; node++) {
          var record = origins.get(node).get(i);
          log.appendRelayed(record, i);
          bytes += record.length;
        }
      }
      return pace.end((long) each * NODES, bytes);
    }
  }

  /** Each record, its checksum and its event. */
  Pace read() {
    return read(batch -> {});
  }

  Pace fold() {
    var projector = new Projector();
    projector.expect(events);
    return read(projector::apply);
  }

  private Pace read(Consumer<List<StoredRecord>> fold) {
    try (var log = open()) {
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
  }

  /** What a controller does before it listens, with no snapshot to begin from. */
  Pace restart() {
    var projector = new Projector();
    var held = new HeldRecords();
    var pace = Pace.begin();
    try (var log = open()) {
      new Snapshots(
              data.resolve("snapshots"),
              "bench",
              log,
              new Snapshots.State(projector, held),
              (what, why) -> System.err.println(what + ": " + why))
          .replay();
      return pace.end(projector.image().asOfSeq(), 0);
    }
  }

  /** {@code baton log verify}: the log's own chain, and that of each node. */
  Pace verify() {
    var complaints = new StringWriter();
    var pace = Pace.begin();
    int exitCode =
        LogMain.run(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(complaints),
            "verify",
            "--data",
            data.toString());
    if (exitCode != 0) {
      throw new IllegalStateException("the log is not sound: " + complaints);
    }
    return pace.end((long) events / NODES * NODES, 0);
  }

  /** What verifying costs at least: both digests of records that lie in memory. */
  Pace digest() {
    var records = sample();
    var pace = Pace.begin();
    long bytes = 0;
    for (int i = 0; i < events; i++) {
      var record = records.get(i % records.size());
      // Never equal, and so never left out.
      if (record.inLog().digest().equals(record.original().digest())) {
        throw new IllegalStateException("two records with one digest: this is a bug");
      }
      bytes += record.inLog().length() + record.original().length();
    }
    return pace.end(events, bytes);
  }

  /** A record as the controller's log has it, and as it came from its node. */
  private record Both(StoredRecord.Bytes inLog, StoredRecord.Bytes original) {}

  private List<Both> sample() {
    if (!(StoredLog.open(data.resolve("log")) instanceof StoredLog.Opening.Opened(var log))) {
      throw new IllegalStateException("the log cannot be read: " + data);
    }
    var records = new ArrayList<Both>();
    try (log;
        var reader = log.reader(1)) {
      while (records.size() < SAMPLE && reader.next() instanceof Read.Found(var stored)) {
        records.add(new Both(reader.lastRecord(), stored.original()));
      }
    }
    return records;
  }

  private ChronicleEventLog open() {
    return Transitions.open(data.resolve("log"), "controller");
  }
}
