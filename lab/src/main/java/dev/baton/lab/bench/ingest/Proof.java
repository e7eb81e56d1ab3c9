package dev.baton.lab.bench.ingest;

import dev.baton.events.NodeName;
import dev.baton.events.Sha256;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.log.StoredRecord.Bytes;
import dev.baton.events.tool.LogMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** That a controller's log holds each node's records, from the first to the newest, once each. */
final class Proof {
  private static final NodeName CONTROLLER = new NodeName("controller");

  private final Map<NodeName, Held> held = new HashMap<>();

  /** The newest record that was found of a node. */
  private record Held(long seq, Bytes record) {
    static final Held NOTHING = new Held(0, Bytes.copyOf(new byte[0]));

    Sha256 hash() {
      return seq == 0 ? Sha256.ZERO : record.digest();
    }
  }

  private Proof() {}

  /**
   * How many records of these nodes are held; the controller must have ended.
   *
   * @throws IllegalStateException if one is missing, there twice, or not the one that was sent
   */
  static long of(Path data, List<NodeChain> chains) {
    verify(data);
    var proof = new Proof();
    var log = data.resolve("log");
    if (!(ChronicleEventLog.open(log, CONTROLLER, "bench", Options.CONTROLLER)
        instanceof Opening.Opened(var opened))) {
      throw new IllegalStateException("the log cannot be opened: " + log);
    }
    try (opened;
        var reader = opened.reader(1)) {
      while (reader.next() instanceof Read.Found(var stored)) {
        proof.take(stored);
      }
    }
    chains.forEach(proof::check);
    return chains.stream().mapToLong(chain -> chain.head().seq()).sum();
  }

  /** {@code baton log verify}: the log's own chain, and that of each node. */
  private static void verify(Path data) {
    var complaints = new StringWriter();
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
  }

  private void take(StoredRecord stored) {
    var id = stored.recorded().envelope().id();
    long before = held.getOrDefault(id.node(), Held.NOTHING).seq();
    if (id.nodeSeq() != before + 1 && !id.node().equals(CONTROLLER)) {
      throw new IllegalStateException(id + " stands after record " + before);
    }
    held.put(id.node(), new Held(id.nodeSeq(), stored.original()));
  }

  private void check(NodeChain chain) {
    var newest = held.getOrDefault(chain.name(), Held.NOTHING);
    var head = chain.head();
    if (newest.seq() != head.seq() || !newest.hash().equals(head.hash())) {
      throw new IllegalStateException(
          "of %s the log holds %d records, and not the %d that it had"
              .formatted(chain.name(), newest.seq(), head.seq()));
    }
  }
}
