package dev.baton.agent.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The segment between the hosts, and what goes wrong on it. */
final class LoopNetwork {
  private static final int MOST_HOSTS = 8;
  private static final long PERMILLE = 1000;

  private final LoopTime time;
  private final SplittableRandom chance;
  private final List<LoopKernel> kernels = new ArrayList<>();
  private final boolean[][] cuts = new boolean[MOST_HOSTS][MOST_HOSTS];
  private final long[][] lastArrivalNanos = new long[MOST_HOSTS][MOST_HOSTS];
  private int lossPermille;
  private int duplicationPermille;
  private long delayNanos = 500_000L;

  LoopNetwork(LoopTime time, SplittableRandom chance) {
    this.time = time;
    this.chance = chance;
  }

  void attach(LoopKernel kernel) {
    kernels.add(kernel);
  }

  /** How bad it is from now on. */
  void become(int loss, int duplication, long delay) {
    lossPermille = loss;
    duplicationPermille = duplication;
    delayNanos = delay;
  }

  /** The second no longer hears the first. */
  void cut(int from, int to) {
    cuts[from][to] = true;
  }

  /** Nobody hears that one, and it hears nobody. */
  void isolate(int one) {
    for (int other = 0; other < MOST_HOSTS; other++) {
      cut(one, other);
      cut(other, one);
    }
  }

  void heal() {
    for (var row : cuts) {
      Arrays.fill(row, false);
    }
  }

  void transmit(LoopKernel from, long spentNanos, FakeHost.Received frame) {
    int sender = kernels.indexOf(from);
    for (int to = 0; to < kernels.size(); to++) {
      if (to != sender && !cuts[sender][to]) {
        carry(sender, to, spentNanos, frame);
        if (chance.nextLong(PERMILLE) < duplicationPermille) {
          carry(sender, to, spentNanos, frame);
        }
      }
    }
  }

  /** Frames between two hosts keep their order. */
  private void carry(int from, int to, long spentNanos, FakeHost.Received frame) {
    if (chance.nextLong(PERMILLE) < lossPermille) {
      return;
    }
    long wanted = time.nowNanos() + spentNanos + 1 + chance.nextLong(delayNanos);
    long arrival = Math.max(wanted, lastArrivalNanos[from][to]);
    lastArrivalNanos[from][to] = arrival;
    time.at(arrival, () -> kernels.get(to).arrive(frame));
  }
}
