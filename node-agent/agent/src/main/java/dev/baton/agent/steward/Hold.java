package dev.baton.agent.steward;

import dev.baton.agent.journal.Journal;
import dev.baton.agent.journal.NodeHistory;
import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import dev.baton.events.Recorded;
import java.util.List;

/**
 * Whether this node is a spare of last resort. The log says so, and a file beside it for the case
 * that the log is lost; both are on disk before anything acts on it.
 */
final class Hold {
  private final Journal journal;
  private final HoldFile file;

  Hold(Journal journal, HoldFile file) {
    this.journal = journal;
    this.file = file;
  }

  /** Writes the hold of a lost log into the new one; a log that knows of holds goes first. */
  void restore() {
    var saved = file.read();
    if (journal.history().hold().isEmpty() && journal.history().saysNothingOfHolds()) {
      for (var draft : saved) {
        if (draft.event() instanceof DrainEvent.HoldPlaced placed) {
          journal.record(placed);
          journal.sync();
        }
      }
    }
    if (journal.history().hold().isEmpty()) {
      file.delete();
    } else if (saved.isEmpty() && journal.isWritable()) {
      file.write(draftOf(journal.history().hold().getFirst()));
    }
  }

  /** Whether there is room on the disk for a hold that must be there before it is acted on. */
  boolean canBePlaced() {
    return journal.isWritable();
  }

  boolean isHeld() {
    return !journal.history().hold().isEmpty();
  }

  /** The drain that holds this node; empty when none does. */
  String drainId() {
    return isHeld() ? placed(journal.history()).drainId() : "";
  }

  /** When the hold ends by itself, in wall nanoseconds; 0 never, or there is none. */
  long expiresAtNanos() {
    return isHeld() ? placed(journal.history()).expiresAtNanos() : 0;
  }

  /** On disk when this returns. */
  void place(DrainEvent.HoldPlaced placed, Recorded command) {
    var recorded =
        journal.record(
            placed,
            command.envelope().actor(),
            command.envelope().id(),
            command.envelope().correlationId());
    journal.sync();
    file.write(draftOf(recorded));
  }

  /** Off the disk when this returns. */
  void lift(DrainEvent.HoldLifted lifted, Actor actor, Causation causation) {
    switch (causation) {
      case Causation.By by -> journal.record(lifted, actor, by.event(), lifted.drainId());
      case Causation.None none -> journal.record(lifted);
    }
    journal.sync();
    file.delete();
  }

  /** What an engine has to be told before its first election. */
  static List<Draft> ordersFor(NodeHistory history) {
    return history.hold().stream().map(Hold::order).toList();
  }

  private static Draft order(Recorded hold) {
    var envelope = hold.envelope();
    var placed = (DrainEvent.HoldPlaced) hold.event();
    var command =
        new Command.PlaceHold(
            placed.drainId(), placed.by(), placed.message(), placed.expiresAtNanos());
    var issued =
        new CommandEvent.Issued(
            "hold-" + placed.drainId(), envelope.id().node(), command, List.of(), 0);
    return Draft.of(envelope.wallNanos(), envelope.monotonicNanos(), envelope.subject(), issued)
        .because(envelope.actor(), new Causation.By(envelope.id()), envelope.correlationId());
  }

  private static DrainEvent.HoldPlaced placed(NodeHistory history) {
    return (DrainEvent.HoldPlaced) history.hold().getFirst().event();
  }

  private static Draft draftOf(Recorded recorded) {
    var e = recorded.envelope();
    return new Draft(
        e.wallNanos(),
        e.monotonicNanos(),
        e.subject(),
        e.actor(),
        e.causation(),
        e.correlationId(),
        e.sourceSeq(),
        recorded.event());
  }
}
