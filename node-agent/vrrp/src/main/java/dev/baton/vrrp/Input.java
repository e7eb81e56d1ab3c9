package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.Priority;
import dev.baton.vrrp.packet.Advertisement;
import java.net.InetAddress;
import java.util.List;

/** Everything that can happen to a virtual router. */
public sealed interface Input {

  /** Take part in the election from now on. */
  record Startup() implements Input {}

  /** Take part no longer: SHUTDOWN or CONFIG_REMOVED. */
  record Shutdown(Cause cause) implements Input {}

  /** The time asked for by {@link VirtualRouter#nextDeadlineNanos} has come. */
  record Tick() implements Input {}

  /**
   * A decoded advertisement of this family and VRID arrived on the instance's interface.
   *
   * @param receivedAtNanos when it arrived, which is not later than now
   */
  record AdvertisementReceived(
      Advertisement advertisement, InetAddress source, long receivedAtNanos) implements Input {}

  /** Something named keeps the instance from serving. */
  record FaultRaised(String name, Cause cause) implements Input {}

  /** A named fault is over. */
  record FaultCleared(String name) implements Input {}

  /** All that the trackers add to and take from the priority now. */
  record TrackedPriority(List<Contribution> contributions) implements Input {
    /** Keeps a copy. */
    public TrackedPriority {
      contributions = List.copyOf(contributions);
    }
  }

  /** The node is held: a spare of last resort. */
  record HoldPlaced() implements Input {}

  /** The node is no longer held. */
  record HoldLifted() implements Input {}

  /** Until then, losing the election to another router is a hand-over. */
  record HandOverExpected(long untilNanos) implements Input {}

  /** Become Active at once, if the named router is Active with the named priority. */
  record TakeOver(
      String commandId, InetAddress expectedActive, Priority expectedPriority, long deadlineNanos)
      implements Input {}

  /** The caller did not run for so long. Comes before what was received meanwhile. */
  record Stalled(long nanos) implements Input {}

  /** The configuration is another one; version, VRID and family are the same. */
  record Reconfigured(RouterConfig config) implements Input {}
}
