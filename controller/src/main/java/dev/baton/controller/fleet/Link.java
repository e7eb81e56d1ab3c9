package dev.baton.controller.fleet;

/** Whether a node's uplink is up. */
public sealed interface Link {
  /** Up to when earlier uplinks have told everything: a node that goes silent unsays nothing. */
  long toldUntilNanos();

  /** Up. */
  record Connected(long sinceNanos, long toldUntilNanos) implements Link {}

  /**
   * Down: what is known of the node is its last word.
   *
   * @param sinceNanos 0 when it never was up
   */
  record Silent(long sinceNanos, long toldUntilNanos) implements Link {}
}
