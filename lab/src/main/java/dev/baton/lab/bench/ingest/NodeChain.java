package dev.baton.lab.bench.ingest;

import dev.baton.events.Cause;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.log.StoredRecord.Bytes;
import java.util.Map;

/**
 * A node's log, made while it is read: its start, the measurement of its clock, then the
 * transitions of its virtual routers in turn. Two nodes each share a segment.
 */
final class NodeChain {
  static final int ROUTERS = 5;

  /** How many records come before the first transition. */
  static final int BEGINNING = 2;

  private static final String BOOT = "bench";

  private final int node;
  private final RecordCodec.Writer writer;
  private long lastSeq;
  private Sha256 lastHash = Sha256.ZERO;

  NodeChain(int node) {
    this.node = node;
    this.writer =
        new RecordCodec.Writer(
            new NodeName("node-" + node), new LogId(0xbe_0c4L, node + 1L), BOOT, 1);
  }

  NodeName name() {
    return writer.node();
  }

  String bootId() {
    return BOOT;
  }

  LogId logId() {
    return writer.logId();
  }

  /** The newest record made. */
  LogHead head() {
    return new LogHead(logId(), lastSeq, lastHash);
  }

  /** The next record, as it stands in the log. */
  Bytes next(long wallNanos, long monotonicNanos) {
    var draft =
        lastSeq < BEGINNING
            ? Draft.of(wallNanos, monotonicNanos, Subject.NODE, begun())
            : Draft.of(wallNanos, monotonicNanos, router(), transition());
    var record = RecordCodec.encode(writer, lastSeq + 1, lastHash, draft);
    lastSeq++;
    lastHash = Sha256.of(record);
    return Bytes.owning(record, 0, record.length);
  }

  private Event begun() {
    return lastSeq == 0
        ? new NodeEvent.Started("engine", "bench", node + 1L)
        : new NodeEvent.ClockMeasured(0, 100_000);
  }

  private Subject router() {
    int pair = node / 2;
    var segment = "10.%d.%d.0/24".formatted(pair >> 8, pair & 0xff);
    return new Subject.Instance(
        segment, "eth0", Family.IPV4, new Vrid(1 + (int) (lastSeq % ROUTERS)));
  }

  private Event transition() {
    boolean isUp = (lastSeq / ROUTERS + node) % 2 == 0;
    var lastHeardMillis = String.valueOf(3_000 + (lastSeq * 31 + node) % 4_000);
    return new InstanceEvent.Transitioned(
        isUp ? InstanceState.BACKUP : InstanceState.ACTIVE,
        isUp ? InstanceState.ACTIVE : InstanceState.BACKUP,
        isUp ? Cause.ACTIVE_DOWN_TIMER_EXPIRED : Cause.HIGHER_PRIORITY_ADVERT,
        new Priority(150),
        Map.of("source", "10.0.0.2", "sourcePriority", "100", "lastHeardMs", lastHeardMillis));
  }
}
