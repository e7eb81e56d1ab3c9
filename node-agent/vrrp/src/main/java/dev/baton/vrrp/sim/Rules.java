package dev.baton.vrrp.sim;

import dev.baton.vrrp.Input;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;

/** The state machine that the simulated hosts run: {@link dev.baton.vrrp.VirtualRouter#on}. */
@FunctionalInterface
interface Rules {
  Step on(State state, Input input, long nowNanos);
}
