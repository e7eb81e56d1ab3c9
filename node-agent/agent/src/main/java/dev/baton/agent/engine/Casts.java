package dev.baton.agent.engine;

import java.util.List;

/** Reads another configuration, away from the engine's thread, and wakes the engine with it. */
public interface Casts {
  /** Begins to read; returns at once. */
  void request();

  /** What has been read since the last call: none or one. */
  List<Cast> take();
}
