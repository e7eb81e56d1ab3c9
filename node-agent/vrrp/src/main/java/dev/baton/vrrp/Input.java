package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.Priority;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

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
  record AdvertisementReceived(Decoded.Ok decoded, InetAddress source, long receivedAtNanos)
      implements Input {
    /** One whose checksum is as most routers have it. */
    public AdvertisementReceived(
        Advertisement advertisement, InetAddress source, long receivedAtNanos) {
      this(new Decoded.Ok(advertisement, ChecksumForm.PSEUDO_HEADER), source, receivedAtNanos);
    }

    /** What it says. */
    public Advertisement advertisement() {
      return decoded.advertisement();
    }
  }

  /**
   * Something named keeps the instance from serving.
   *
   * @param evidence the facts behind it, which go into the transition's
   */
  record FaultRaised(String name, Cause cause, Map<String, String> evidence) implements Input {
    /** Keeps a copy. */
    public FaultRaised {
      evidence = Map.copyOf(evidence);
    }

    /** A fault that its name says all about. */
    public FaultRaised(String name, Cause cause) {
      this(name, cause, Map.of());
    }
  }

  /**
   * A named fault is over.
   *
   * @param evidence the facts behind it, which go into the transition's
   */
  record FaultCleared(String name, Map<String, String> evidence) implements Input {
    /** Keeps a copy. */
    public FaultCleared {
      evidence = Map.copyOf(evidence);
    }

    /** A fault whose end its name says all about. */
    public FaultCleared(String name) {
      this(name, Map.of());
    }
  }

  /**
   * Whether the instance may become Active: all others of its sync group are Active, or wait for
   * this one. From {@link SyncGroup}; an instance that was never told is alone, and may.
   */
  record GroupReadiness(String group, boolean othersReady) implements Input {}

  /** The sync group became Active; so does every Backup of it. From {@link SyncGroup}. */
  record GroupBecameActive(SyncGroup.Trigger trigger) implements Input {}

  /** The sync group lost an election; no member stays Active. From {@link SyncGroup}. */
  record GroupBecameBackup(SyncGroup.Trigger trigger) implements Input {}

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

  /** The configuration is another one; VRID and family are the same, and a version is common. */
  record Reconfigured(RouterConfig config) implements Input {}
}
