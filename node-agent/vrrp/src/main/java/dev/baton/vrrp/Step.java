package dev.baton.vrrp;

import java.util.List;

/** What an input leads to: the next state, and what is to be done in this order. */
public record Step(State state, List<Effect> effects) {
  /** Keeps a copy. */
  public Step {
    effects = List.copyOf(effects);
  }

  static Step stay(State state) {
    return new Step(state, List.of());
  }

  /** The same after these effects. */
  Step after(List<Effect> earlier) {
    return new Step(state, Transitions.concat(earlier, effects));
  }
}
