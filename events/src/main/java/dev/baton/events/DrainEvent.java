package dev.baton.events;

import java.util.List;

/** What happened to a drain. Holds are written by the node, the rest by the controller. */
public sealed interface DrainEvent extends Event {
  /** The drain that this is about. */
  String drainId();

  /**
   * {@code drain.hold-placed}: the node is a spare of last resort from here on.
   *
   * @param expiresAtNanos wall clock since the epoch; 0 never
   */
  record HoldPlaced(String drainId, String by, String message, long expiresAtNanos)
      implements DrainEvent {}

  /**
   * {@code drain.hold-lifted}.
   *
   * @param why {@code undrain} or {@code expired}
   */
  record HoldLifted(String drainId, String by, String why) implements DrainEvent {}

  /** One virtual router's way through a drain. */
  record PlannedStep(
      VirtualRouterId virtualRouter, String method, NodeName from, List<NodeName> to) {
    /** Keeps a copy: one successor, or none where nothing has to move. */
    public PlannedStep {
      to = List.copyOf(to);
    }
  }

  /** {@code drain.requested}: an operator asked, the plan stands. */
  record Requested(
      String drainId,
      NodeName node,
      String message,
      long deadlineAtNanos,
      long holdExpiresAtNanos,
      List<PlannedStep> steps)
      implements DrainEvent {
    /** Keeps a copy. */
    public Requested {
      steps = List.copyOf(steps);
    }
  }

  /** Why a drain cannot be. */
  record Refusal(String code, String virtualRouter, String detail) {}

  /** {@code drain.refused}. */
  record Refused(String drainId, NodeName node, String message, List<Refusal> refusals)
      implements DrainEvent {
    /** Keeps a copy. */
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }

  /** One fact of a proof. */
  record Fact(String fact, EventId event) {}

  /** {@code drain.step-proved}: the log holds all that shows that this one moved. */
  record StepProved(String drainId, VirtualRouterId virtualRouter, List<Fact> facts)
      implements DrainEvent {
    /** Keeps a copy. */
    public StepProved {
      facts = List.copyOf(facts);
    }
  }

  /** {@code drain.step-stuck}. */
  record StepStuck(String drainId, VirtualRouterId virtualRouter, String reason)
      implements DrainEvent {}

  /** {@code drain.completed}: every step proved; the node is held. */
  record Completed(String drainId, List<String> unproved) implements DrainEvent {
    /** Keeps a copy. */
    public Completed {
      unproved = List.copyOf(unproved);
    }
  }

  /** {@code drain.failed}: the deadline passed, or a command was refused for good. */
  record Failed(String drainId, String reason) implements DrainEvent {}

  /** {@code drain.aborted}: an operator stopped it; holds are lifted. */
  record Aborted(String drainId, String message) implements DrainEvent {}

  /** {@code drain.undrain-requested}. */
  record UndrainRequested(String drainId, String message) implements DrainEvent {}

  /** {@code drain.restored}: the node takes part again as configured. */
  record Restored(String drainId) implements DrainEvent {}

  /** {@code drain.timer-fired}: time passing, as an event, so that no fold reads a clock. */
  record TimerFired(String drainId, String timer) implements DrainEvent {}
}
