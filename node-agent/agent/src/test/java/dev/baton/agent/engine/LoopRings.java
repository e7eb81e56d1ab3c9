package dev.baton.agent.engine;

import dev.baton.agent.link.AdvertCounts;
import dev.baton.agent.link.SharedRing;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The memory that engines and stewards share, used again and again. */
final class LoopRings implements AutoCloseable {
  private final Path directory;
  private final AtomicInteger count = new AtomicInteger();
  private final ConcurrentLinkedQueue<Pair> free = new ConcurrentLinkedQueue<>();

  /** One host's. */
  record Pair(SharedRing orders, SharedRing events, AdvertCounts counts) {}

  LoopRings(Path directory) {
    this.directory = directory;
  }

  Pair take() {
    var pair = free.poll();
    if (pair != null) {
      return pair;
    }
    int number = count.incrementAndGet();
    return new Pair(
        SharedRing.create(directory.resolve("orders-" + number)),
        SharedRing.create(directory.resolve("events-" + number)),
        AdvertCounts.inMemory());
  }

  void giveBack(Pair pair) {
    free.add(pair);
  }

  @Override
  public void close() {
    for (var pair = free.poll(); pair != null; pair = free.poll()) {
      pair.orders().close();
      pair.events().close();
      pair.counts().close();
    }
  }
}
