package dev.baton.agent.engine;

import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sees to it that the host's packet filter keeps what the engine has put there: whoever loads a
 * whole firewall anew takes everything else away.
 */
final class FilterWatch {
  private static final long PAUSE_NANOS = 500_000_000L;

  /** Who does it again and again is told of once, and then ever more seldom. */
  private static final long SHORTEST_SILENCE_NANOS = 60_000_000_000L;

  private static final long LONGEST_SILENCE_NANOS = 3_600_000_000_000L;

  private final Ports ports;
  private final EngineEvents events;
  private final Telling ofRefusal = new Telling();
  private final Telling ofSilence = new Telling();
  private long dueNanos;

  FilterWatch(Ports ports, EngineEvents events) {
    this.ports = ports;
    this.events = events;
    this.dueNanos = ports.clock().nanos() + PAUSE_NANOS;
  }

  /** Looks twice a second, puts back what was gone or changed, and says so. */
  void look(long nowNanos) {
    if (dueNanos - nowNanos <= 0) {
      dueNanos = nowNanos + PAUSE_NANOS;
      ofRefusal.take(ports.refusal().mend(), nowNanos);
      ofSilence.take(ports.silence().mend(), nowNanos);
    }
  }

  /** What is still to be told of one of those that use the packet filter. */
  private final class Telling {
    private final Set<String> tables = new LinkedHashSet<>();
    private String failure = "";
    private int times;
    private long toldNanos;
    private long silenceNanos;

    void take(Mended mended, long nowNanos) {
      if (!mended.tables().isEmpty()) {
        tables.addAll(mended.tables());
        failure = mended.failure();
        times++;
      }
      if (times > 0 && nowNanos - toldNanos >= silenceNanos) {
        tell();
        boolean isAgain = nowNanos - toldNanos < 2 * silenceNanos;
        silenceNanos =
            isAgain ? Math.min(2 * silenceNanos, LONGEST_SILENCE_NANOS) : SHORTEST_SILENCE_NANOS;
        toldNanos = nowNanos;
      }
    }

    private void tell() {
      var restored = new NodeEvent.TablesRestored(List.copyOf(tables), failure, times);
      events.report(Subject.NODE, restored);
      tables.clear();
      times = 0;
    }
  }
}
