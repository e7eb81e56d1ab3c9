package dev.baton.agent.engine;

import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;

/**
 * Sees to it that the host's packet filter keeps what the engine has put there: whoever loads a
 * whole firewall anew takes everything else away.
 */
final class FilterWatch {
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final Ports ports;
  private final EngineEvents events;
  private long dueNanos;

  FilterWatch(Ports ports, EngineEvents events) {
    this.ports = ports;
    this.events = events;
    this.dueNanos = ports.clock().nanos() + PAUSE_NANOS;
  }

  /** Looks once a second, and says what was gone. */
  void look(long nowNanos) {
    if (dueNanos - nowNanos <= 0) {
      dueNanos = nowNanos + PAUSE_NANOS;
      tell(ports.refusal().mend());
      tell(ports.silence().mend());
    }
  }

  private void tell(Mended mended) {
    if (!mended.tables().isEmpty()) {
      events.report(Subject.NODE, new NodeEvent.TablesRestored(mended.tables(), mended.failure()));
    }
  }
}
