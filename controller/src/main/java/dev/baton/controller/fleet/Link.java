package dev.baton.controller.fleet;

/** Whether a node's uplink is up. */
public sealed interface Link {
  /** Up. */
  record Connected(long sinceNanos) implements Link {}

  /**
   * Down: what is known of the node is its last word.
   *
   * @param sinceNanos 0 when it never was up
   */
  record Silent(long sinceNanos) implements Link {}
}
