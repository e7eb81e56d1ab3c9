package dev.baton.controller.drain;

import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import java.util.List;

/**
 * One virtual router's way through a drain.
 *
 * @param method {@link #HAND_OVER} or {@link #HOLD_ONLY}
 * @param to the successor that is planned: one, or none
 * @param trouble why it does not go on, empty when it does
 */
public record DrainStep(
    String method, List<NodeName> to, Move move, boolean isProved, String trouble) {
  /** The node is Active here: another one takes over first. */
  public static final String HAND_OVER = "hand-over";

  /** The node is not Active here: it only must not become it. */
  public static final String HOLD_ONLY = "hold-only";

  /** Keeps a copy. */
  public DrainStep {
    to = List.copyOf(to);
  }

  /** Whether an address has to move. */
  public boolean isHandOver() {
    return method.equals(HAND_OVER);
  }

  DrainStep apply(Recorded recorded) {
    var moved = move.apply(recorded);
    if (moved.equals(move)) {
      return this;
    }
    // A node that became Active again has undone what was proved before.
    var stillProved = isProved && (!isHandOver() || moved.isProvedByBothSides());
    return new DrainStep(method, to, moved, stillProved, "");
  }

  DrainStep with(Move newMove) {
    return new DrainStep(method, to, newMove, isProved, trouble);
  }

  DrainStep proved() {
    return new DrainStep(method, to, move, true, "");
  }

  DrainStep stuck(String reason) {
    return new DrainStep(method, to, move, isProved, reason);
  }

  DrainStep towards(NodeName successor) {
    return new DrainStep(method, List.of(successor), move, isProved, trouble);
  }
}
