package dev.baton.vrrp.sim;

import dev.baton.events.Priority;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.SyncGroup;
import dev.baton.vrrp.SyncGroup.Consequence;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Decoded;
import java.util.List;

/** The state machine that the simulated hosts run: {@link dev.baton.vrrp.VirtualRouter#on}. */
@FunctionalInterface
interface Rules {
  Step on(State state, Input input, long nowNanos);

  /** What a member's step means to its sync group. */
  default Consequence moved(SyncGroup group, String member, Input input, Step step) {
    return group.moved(member, input, step);
  }

  /** The clock by which a host's loop counts; never the wall's, which anybody may set. */
  default long clockNanos(long monotonicNanos, long wallNanos) {
    return monotonicNanos;
  }

  /** What the socket's reader makes of a message. */
  default Decoded decoded(Frame.Message message) {
    return message.decoded();
  }

  /** What leaves when an advertisement is to be sent. */
  default List<Advertisement> advertisements(RouterConfig config, Priority priority) {
    return config.advertisements(priority);
  }
}
