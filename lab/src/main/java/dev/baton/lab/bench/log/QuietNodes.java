package dev.baton.lab.bench.log;

import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.log.EventReader.Read;
import java.util.ArrayList;
import java.util.List;

/** Nodes to which little happens: of a hundred of their events one is a transition. */
final class QuietNodes implements AutoCloseable {
  static final long BEGINNING_NANOS = 1_790_000_000_000_000_000L;

  /** How far one event of all is from the next. */
  static final long APART_NANOS = 50_000_000L;

  private static final int NODES = 20;
  private static final int AT_ONCE = 1_000;
  private static final int OTHERS = 99;
  private static final Event ANNOUNCED =
      new InstanceEvent.Announced("garp", List.of("10.0.0.51"), 5);

  private final List<ChronicleEventLog> logs = new ArrayList<>();
  private final List<Draft> transitions = Transitions.drafts(0, 2 * Transitions.ROUTERS);
  private long count;

  QuietNodes(Scratch scratch) {
    for (int node = 0; node < NODES; node++) {
      logs.add(Transitions.open(scratch.directory("node" + node), "node-" + node));
    }
  }

  /** Has that many more events happen, and a controller take them. */
  void relay(ChronicleEventLog controller, int more) {
    for (int done = 0; done < more; done += NODES * AT_ONCE) {
      var batches = logs.stream().map(this::happened).toList();
      for (int i = 0; i < AT_ONCE; i++) {
        for (List<byte[]> batch : batches) {
          controller.appendRelayed(batch.get(i), nanos(controller.lastSeq() + 1));
        }
      }
    }
  }

  private List<byte[]> happened(ChronicleEventLog log) {
    long firstSeq = log.lastSeq() + 1;
    for (int i = 0; i < AT_ONCE; i++) {
      log.append(next());
    }
    var records = new ArrayList<byte[]>(AT_ONCE);
    try (var reader = log.reader(firstSeq)) {
      while (reader.next() instanceof Read.Found(var stored)) {
        records.add(stored.original().toArray());
      }
    }
    return records;
  }

  private Draft next() {
    long number = count++;
    var draft = transitions.get((int) (number / (OTHERS + 1) % transitions.size()));
    var event = number % (OTHERS + 1) == 0 ? draft.event() : ANNOUNCED;
    var subject =
        new Subject.Instance(
            "10.0.0.0/24",
            "eth0",
            Family.IPV4,
            new Vrid((int) (1 + number / (OTHERS + 1) % Transitions.ROUTERS)));
    return Draft.of(nanos(number), number, subject, event);
  }

  private static long nanos(long number) {
    return BEGINNING_NANOS + number * APART_NANOS;
  }

  @Override
  public void close() {
    logs.forEach(ChronicleEventLog::close);
  }
}
