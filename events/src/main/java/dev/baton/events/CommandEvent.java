package dev.baton.events;

import java.util.List;

/** Commands are events first: decided, appended, durable, then sent. */
public sealed interface CommandEvent extends Event {
  /** The command's identity; an agent applies it at most once. */
  String commandId();

  /**
   * {@code command.issued}, by the controller.
   *
   * @param presupposes the newest events of the instances that the decision rests on; an agent
   *     whose instance has moved on since refuses
   * @param deadlineMillis how long after sending it may still be applied
   */
  record Issued(
      String commandId,
      NodeName node,
      Command command,
      List<EventId> presupposes,
      long deadlineMillis)
      implements CommandEvent {
    /** Keeps a copy. */
    public Issued {
      presupposes = List.copyOf(presupposes);
    }
  }

  /** {@code command.applied}, by the agent. */
  record Applied(String commandId) implements CommandEvent {}

  /** {@code command.refused}, by the agent, with a machine-readable reason. */
  record Refused(String commandId, String reason, String detail) implements CommandEvent {}
}
