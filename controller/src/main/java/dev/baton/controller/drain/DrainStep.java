package dev.baton.controller.drain;

import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
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
    if (!isHandOver()) {
      return !isProved && becomesActive(recorded)
          ? new DrainStep(HAND_OVER, to, move.apply(recorded), false, "")
          : this;
    }
    var moved = move.apply(recorded);
    if (moved.equals(move)) {
      return this;
    }
    // A node that became Active again has undone what was proved before.
    var stillProved = isProved && moved.isProvedByBothSides();
    return new DrainStep(method, to, moved, stillProved, "");
  }

  /** Before its hold counts, a node may win an election. */
  private boolean becomesActive(Recorded recorded) {
    return recorded.envelope().id().node().equals(move.node())
        && recorded.envelope().subject() instanceof Subject.Instance subject
        && subject.virtualRouter().equals(move.router())
        && recorded.event() instanceof InstanceEvent.Transitioned moved
        && moved.to() == InstanceState.ACTIVE;
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
