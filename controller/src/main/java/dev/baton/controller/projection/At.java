package dev.baton.controller.projection;

/** From where the fleet is looked at. */
public sealed interface At {
  /** With all that is known. */
  At NOW = new Now();

  /** With all that is known. */
  record Now() implements At {}

  /** What was known when that many events stood in the log, in the order in which they came. */
  record Seq(long seq) implements At {}

  /**
   * What was so at that time, with all that is known today: an event counts when it happened by
   * then, however late it came.
   *
   * @param wallNanos by the controller's clock
   */
  record Time(long wallNanos) implements At {}
}
