package dev.baton.controller.drain;

import dev.baton.events.Actor;
import dev.baton.events.NodeName;
import java.util.List;

/**
 * An operator's wish.
 *
 * @param id a fresh name for the drain
 * @param to the successor that the operator names, or none
 * @param holdNanos how long the hold lasts, 0 for ever
 */
public record DrainRequest(
    String id,
    NodeName node,
    String message,
    List<NodeName> to,
    long deadlineNanos,
    long holdNanos,
    Actor actor) {
  /** Keeps a copy. */
  public DrainRequest {
    to = List.copyOf(to);
  }
}
