package dev.baton.agent.engine;

import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** Looks for the first seed that finds something wrong in the engine that is loaded beside it. */
final class LoopSeeds implements ToLongFunction<Path> {
  /** A part of the fixed set, so that each defect is found early. */
  static final int COUNT = 60;

  @Override
  public long applyAsLong(Path directory) {
    try (var rings = new LoopRings(directory)) {
      for (long seed = 1; seed <= COUNT; seed++) {
        if (LoopTrial.run(seed, rings).isFailed()) {
          return seed;
        }
      }
    }
    return 0;
  }
}
