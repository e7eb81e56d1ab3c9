package dev.baton.controller.drain;

import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.VirtualRouterId;
import java.util.List;

/**
 * A command of a drain and what became of it.
 *
 * @param atNanos when it was issued, or answered
 */
public record Sent(CommandEvent.Issued issued, long issuedAtNanos, Answer answer, long atNanos) {
  /** What a node said to a command. */
  public sealed interface Answer {
    /** Nothing yet. */
    record Waiting() implements Answer {}

    /** Done. */
    record Applied() implements Answer {}

    /** No, and why. */
    record Refused(String reason, String detail) implements Answer {}

    /** Nothing within its time. */
    record Expired() implements Answer {}
  }

  boolean isWaiting() {
    return answer instanceof Answer.Waiting;
  }

  /** Whether it came to nothing. */
  boolean isInVain() {
    return answer instanceof Answer.Refused || answer instanceof Answer.Expired;
  }

  /** Why it came to nothing. */
  String reason() {
    return switch (answer) {
      case Answer.Refused refused ->
          refused.detail().isEmpty()
              ? refused.reason()
              : refused.reason() + ": " + refused.detail();
      case Answer.Expired _ -> "not answered";
      case Answer.Waiting _, Answer.Applied _ -> "";
    };
  }

  Sent answered(Answer newAnswer, long newAtNanos) {
    return isWaiting() ? new Sent(issued, issuedAtNanos, newAnswer, newAtNanos) : this;
  }

  /** The virtual router that it is about: one, or none. */
  List<VirtualRouterId> router() {
    return switch (issued.command()) {
      case Command.TakeOver takeOver -> List.of(takeOver.virtualRouter());
      case Command.ExpectHandOver expect -> List.of(expect.virtualRouter());
      case Command.PlaceHold _, Command.LiftHold _, Command.Reload _ -> List.of();
    };
  }
}
