package dev.baton.lab.bench.ingest;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Events at a steady pace, a few at a time, of one agent after the other. */
final class SteadyLoad implements Swarm.Task {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final double MILLI_NANOS = 1e6;

  private final List<SimulatedAgent> agents;
  private final int together;
  private final long spacingNanos;
  private final long turns;
  private final long beganNanos = System.nanoTime();
  private long turn;
  private long latestNanos;

  SteadyLoad(List<SimulatedAgent> agents, int eventsPerSecond, int together, int seconds) {
    this.agents = agents;
    this.together = together;
    this.spacingNanos = SECOND_NANOS * together / eventsPerSecond;
    this.turns = (long) seconds * eventsPerSecond / together;
  }

  boolean isOver() {
    return turn == turns;
  }

  /** By how much an event was written down later than it was due, at most. */
  double latestMillis() {
    return latestNanos / MILLI_NANOS;
  }

  @Override
  public long untilNextNanos(long nowNanos) throws IOException {
    long dueNanos = turn * spacingNanos;
    while (dueNanos <= nowNanos - beganNanos && !isOver()) {
      latestNanos = Math.max(latestNanos, nowNanos - beganNanos - dueNanos);
      var agent = agents.get((int) (turn % agents.size()));
      agent.happen(together, wallNanos(), beganNanos + dueNanos);
      agent.pump();
      turn++;
      dueNanos = turn * spacingNanos;
    }
    return dueNanos - (nowNanos - beganNanos);
  }

  private static long wallNanos() {
    var now = Instant.now();
    return now.getEpochSecond() * SECOND_NANOS + now.getNano();
  }
}
