package dev.baton.agent.engine;

/** Whether this host reports that it listens to groups of its own network (224.0.0.0/24). */
public interface GroupReports {
  /** Has it report none; a repetition does nothing. */
  void withhold();

  /** Leaves it as it was before. */
  void restore();
}
