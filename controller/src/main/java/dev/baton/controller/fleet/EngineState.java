package dev.baton.controller.fleet;

/** Whether a node's engine runs, as far as its log says. */
public enum EngineState {
  /** It said that it started. */
  RUNNING,
  /** It said, or its steward saw, that it ended. */
  STOPPED,
  /** Nothing was said. */
  UNKNOWN
}
