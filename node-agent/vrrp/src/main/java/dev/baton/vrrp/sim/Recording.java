package dev.baton.vrrp.sim;

import dev.baton.vrrp.Input;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import java.util.ArrayList;
import java.util.List;

/** All inputs of one life of a router, which must lead to the same outputs again. */
final class Recording {
  private record Entry(Input input, long nowNanos, Step outcome) {}

  private final Rules rules;
  private final State start;
  private final List<Entry> entries = new ArrayList<>();

  Recording(Rules rules, State start) {
    this.rules = rules;
    this.start = start;
  }

  void add(Input input, long nowNanos, Step step) {
    entries.add(new Entry(input, nowNanos, step));
  }

  /** Replays from the start; half way, and at the end, the state must be the same. */
  void verify(State end) {
    var state = start;
    int middle = entries.size() / 2;
    for (int index = 0; index < entries.size(); index++) {
      var entry = entries.get(index);
      var step = rules.on(state, entry.input(), entry.nowNanos());
      InvariantViolated.require(
          step.effects().equals(entry.outcome().effects()), "a replay has other effects");
      state = step.state();
      InvariantViolated.require(
          index != middle || state.equals(entry.outcome().state()),
          "a replay comes to another state");
    }
    InvariantViolated.require(state.equals(end), "a replay ends in another state");
  }
}
