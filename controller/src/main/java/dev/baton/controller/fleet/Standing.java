package dev.baton.controller.fleet;

import dev.baton.events.InstanceState;

/**
 * The state of an instance and how it came to it.
 *
 * @param cause a {@link dev.baton.events.Cause}, or {@code ENGINE_...} when the engine was lost;
 *     empty while the instance said nothing
 * @param sinceNanos by the controller's clock as far as measured
 * @param seq the event in the controller's log
 */
public record Standing(InstanceState state, String cause, long sinceNanos, long seq) {
  static final Standing NEVER_SAID = new Standing(InstanceState.INITIALIZE, "", 0, 0);
}
