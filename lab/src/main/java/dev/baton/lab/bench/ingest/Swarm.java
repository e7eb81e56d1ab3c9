package dev.baton.lab.bench.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Many simulated agents in one thread. */
final class Swarm implements AutoCloseable {
  private static final long PING_NANOS = 5_000_000_000L;
  private static final long LOOK_NANOS = 5_000_000L;
  private static final int READ_BYTES = 256 * 1024;

  private final Selector selector;
  private final InetSocketAddress controller;
  private final List<SimulatedAgent> agents = new ArrayList<>();
  private final Latencies latencies = new Latencies();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(READ_BYTES);
  private final long beganNanos = System.nanoTime();
  private long pings;

  /** What is to be done again and again while the connections are served. */
  interface Task {
    /** Does what is due, and says in how many nanoseconds the next is. */
    long untilNextNanos(long nowNanos) throws IOException;
  }

  /** Nothing is to be done beside. */
  static final Task NOTHING = nowNanos -> LOOK_NANOS;

  private Swarm(Selector selector, InetSocketAddress controller) {
    this.selector = selector;
    this.controller = controller;
  }

  static Swarm of(InetSocketAddress controller) throws IOException {
    return new Swarm(Selector.open(), controller);
  }

  List<SimulatedAgent> agents() {
    return agents;
  }

  /** From when an event happened until it was acknowledged. */
  Latencies latencies() {
    return latencies;
  }

  long acknowledged() {
    return agents.stream().mapToLong(SimulatedAgent::acknowledgedSeq).sum();
  }

  /** Begins to connect one agent for each chain. */
  void connect(List<NodeChain> chains) throws IOException {
    for (NodeChain chain : chains) {
      agents.add(SimulatedAgent.connect(chain, selector, controller, latencies));
    }
  }

  /** Serves the connections and does the task until the condition holds. */
  void runUntil(String what, Duration limit, BooleanSupplier condition, Task task)
      throws IOException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    long nextLookNanos = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      if (now - nextLookNanos >= 0) {
        if (condition.getAsBoolean()) {
          return;
        }
        nextLookNanos = now + LOOK_NANOS;
      }
      if (now - deadlineNanos > 0) {
        throw new IllegalStateException(
            "after %d s still not so: %s".formatted(limit.toSeconds(), what));
      }
      serve(Math.min(task.untilNextNanos(now), ping(now)));
    }
  }

  /** Waits a little in any case: what spins takes the core from what is measured. */
  private void serve(long waitNanos) throws IOException {
    selector.select(this::ready, Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)));
  }

  /** Each agent in its turn, spread over the time. */
  private long ping(long nowNanos) throws IOException {
    if (agents.isEmpty()) {
      return PING_NANOS;
    }
    long spacing = Math.max(1, PING_NANOS / agents.size());
    while (nowNanos - beganNanos >= pings * spacing) {
      agents.get((int) (pings % agents.size())).ping(nowNanos);
      pings++;
    }
    return pings * spacing - (nowNanos - beganNanos);
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof SimulatedAgent agent) {
      try {
        agent.ready(scratch);
      } catch (IOException e) {
        throw new IllegalStateException(
            "the connection of " + agent.chain().name() + " is lost: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (SimulatedAgent agent : agents) {
      agent.close();
    }
    selector.close();
  }
}
