package dev.baton.agent.journal;

import dev.baton.agent.engine.MonotonicClock;
import dev.baton.events.NodeEvent;
import dev.baton.events.log.EventLog;

/** Journals of tests, for which time stands still and whose log never forks. */
public final class Journals {
  private Journals() {}

  /** A journal in this log. */
  public static Journal in(EventLog log) {
    return new Journal(new OneLog(log), new FixedClock());
  }

  private record OneLog(EventLog first) implements Journal.LogSource {
    @Override
    public EventLog fork(NodeEvent.LogForked fork) {
      throw new IllegalStateException("nothing forks here");
    }
  }

  private static final class FixedClock implements MonotonicClock {
    @Override
    public long nanos() {
      return 1;
    }

    @Override
    public long wallNanos() {
      return 1;
    }
  }
}
