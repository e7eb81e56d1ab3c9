package dev.baton.vrrp.sim;

import dev.baton.vrrp.Input;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.List;

/** All inputs of one life of a router, which must lead to the same outputs again. */
final class Recording {
  private record Entry(Input input, long nowNanos, int outcome) {}

  private final State start;
  private final List<Entry> entries = new ArrayList<>();

  Recording(State start) {
    this.start = start;
  }

  void add(Input input, long nowNanos, Step step) {
    entries.add(new Entry(input, nowNanos, step.effects().hashCode()));
  }

  /** Replays from the start. */
  void verify(State end) {
    var state = start;
    for (var entry : entries) {
      var step = VirtualRouter.on(state, entry.input(), entry.nowNanos());
      InvariantViolated.require(
          step.effects().hashCode() == entry.outcome(), "a replay has other effects");
      state = step.state();
    }
    InvariantViolated.require(state.equals(end), "a replay ends in another state");
  }
}
