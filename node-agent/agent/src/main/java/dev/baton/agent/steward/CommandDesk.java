package dev.baton.agent.steward;

import dev.baton.agent.journal.Journal;
import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.EventId;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.uplink.Frame;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the controller's commands: each is applied at most once and answered by an event. What it
 * presupposes is checked against this node's own log. Lives on the journal thread.
 */
final class CommandDesk {
  private final Journal journal;
  private final Hold hold;
  private final Engine engine;
  private final Reloading configuration;
  private final Set<String> underWay = new HashSet<>();
  private String clusterId = "";
  private long highestEpoch;

  /** Whoever carries orders to the engine. */
  interface Engine {
    /** Gives an order; false when there is no engine to take it. */
    boolean order(Draft order);
  }

  CommandDesk(Journal journal, Hold hold, Engine engine, Reloading configuration) {
    this.journal = journal;
    this.hold = hold;
    this.engine = engine;
    this.configuration = configuration;
  }

  /** From now on only commands of this cluster are taken; of any, once, when it is empty. */
  void follow(String configuredId) {
    if (!configuredId.isEmpty() && !configuredId.equals(clusterId)) {
      clusterId = configuredId;
      highestEpoch = 0;
    }
  }

  void received(Frame.CommandIssued frame) {
    switch (RecordCodec.decode(frame.record().toArray())) {
      case RecordCodec.Decoded.Ok ok -> {
        if (ok.recorded().event() instanceof CommandEvent.Issued issued) {
          consider(frame, ok.recorded(), issued);
        }
      }
      // The frame came whole over a reliable stream; without an id there is nothing to answer to.
      case RecordCodec.Decoded.Rejected rejected ->
          throw new IllegalStateException("unreadable command: " + rejected.reason());
    }
  }

  private void consider(Frame.CommandIssued frame, Recorded recorded, CommandEvent.Issued issued) {
    var id = issued.commandId();
    if (journal.history().hasAnswered(id) || underWay.contains(id)) {
      return;
    }
    if (!clusterId.isEmpty() && !clusterId.equals(frame.clusterId())) {
      refuse(recorded, issued, "other-cluster", otherCluster(frame));
    } else if (frame.epoch() < highestEpoch) {
      refuse(recorded, issued, "stale-epoch", staleEpoch(frame));
    } else if (!issued.node().equals(journal.node())) {
      refuse(recorded, issued, "other-node", "this is " + journal.node());
    } else if (frame.remainingMillis() <= 0) {
      refuse(recorded, issued, "deadline-passed", "");
    } else {
      clusterId = frame.clusterId();
      highestEpoch = frame.epoch();
      carryOut(recorded, issued, frame.remainingMillis());
    }
  }

  private String otherCluster(Frame.CommandIssued frame) {
    return ("this node obeys cluster %s; to have it obey this one, say '#@baton cluster %s' at the"
            + " top of its configuration, and send it SIGHUP")
        .formatted(clusterId, frame.clusterId());
  }

  private String staleEpoch(Frame.CommandIssued frame) {
    return ("epoch %d of this cluster has been seen, this is %d: stop this controller if a later one"
            + " runs; else set the clock of its host and start it again")
        .formatted(highestEpoch, frame.epoch());
  }

  private void carryOut(Recorded recorded, CommandEvent.Issued issued, long remainingMillis) {
    switch (issued.command()) {
      case Command.PlaceHold place -> placeHold(recorded, issued, place);
      case Command.LiftHold lift -> liftHold(recorded, issued, lift);
      case Command.Reload _ -> reload(recorded, issued);
      case Command.ExpectHandOver expect -> {
        if (order(recorded, issued, remainingMillis)) {
          applied(recorded, issued);
        }
      }
      case Command.TakeOver takeOver -> {
        long seen = journal.history().lastTransition(takeOver.virtualRouter());
        boolean moved =
            issued.presupposes().stream()
                .filter(this::isOurs)
                .anyMatch(presupposed -> presupposed.nodeSeq() < seen);
        if (moved) {
          refuse(recorded, issued, "presupposition-changed", "our instance moved at " + seen);
        } else if (order(recorded, issued, remainingMillis)) {
          underWay.add(issued.commandId());
        }
      }
    }
  }

  private boolean isOurs(EventId event) {
    return event.node().equals(journal.node()) && event.logId().equals(journal.logId());
  }

  private void placeHold(Recorded recorded, CommandEvent.Issued issued, Command.PlaceHold place) {
    if (hold.isHeld() && !hold.drainId().equals(place.drainId())) {
      refuse(recorded, issued, "already-held", "by drain " + hold.drainId());
      return;
    }
    if (!hold.isHeld() && !hold.canBePlaced()) {
      refuse(recorded, issued, "no-room", "the disk has no room to keep the hold");
      return;
    }
    if (!hold.isHeld()) {
      hold.place(
          new DrainEvent.HoldPlaced(
              place.drainId(), place.by(), place.message(), place.expiresAtNanos()),
          recorded);
    }
    // An engine that is just being restarted reads the hold from the log before its first election.
    Hold.ordersFor(journal.history()).forEach(engine::order);
    applied(recorded, issued);
  }

  private void liftHold(Recorded recorded, CommandEvent.Issued issued, Command.LiftHold lift) {
    if (hold.isHeld()) {
      hold.lift(
          new DrainEvent.HoldLifted(hold.drainId(), lift.by(), "undrain"),
          recorded.envelope().actor(),
          new Causation.By(recorded.envelope().id()));
    }
    engine.order(orderOf(recorded, issued, 0));
    applied(recorded, issued);
  }

  private void reload(Recorded recorded, CommandEvent.Issued issued) {
    switch (configuration.reload(event -> answer(recorded, event))) {
      case Reloading.Outcome.InForce _ -> applied(recorded, issued);
      case Reloading.Outcome.Kept kept ->
          refuse(recorded, issued, "configuration-rejected", kept.why());
    }
  }

  /** Lifts a hold whose time is over. */
  void expireHold(long nowWallNanos) {
    if (hold.expiresAtNanos() != 0 && nowWallNanos >= hold.expiresAtNanos()) {
      var lifted = new DrainEvent.HoldLifted(hold.drainId(), "hold-ttl", "expired");
      hold.lift(lifted, Actor.NOBODY, Causation.NONE);
      var command = new Command.LiftHold(lifted.drainId(), lifted.by());
      var issued =
          new CommandEvent.Issued(
              "expired-" + lifted.drainId(), journal.node(), command, List.of(), 0);
      engine.order(Draft.of(nowWallNanos, 0, Subject.NODE, issued));
    }
  }

  /** The engine that had commands under way is gone: they may come again. */
  void engineGone() {
    underWay.clear();
  }

  private boolean order(Recorded recorded, CommandEvent.Issued issued, long remainingMillis) {
    boolean taken = engine.order(orderOf(recorded, issued, remainingMillis));
    if (!taken) {
      refuse(recorded, issued, "no-engine", "the engine is not running");
    }
    return taken;
  }

  private static Draft orderOf(Recorded recorded, CommandEvent.Issued issued, long millis) {
    var envelope = recorded.envelope();
    var timed =
        new CommandEvent.Issued(
            issued.commandId(), issued.node(), issued.command(), issued.presupposes(), millis);
    return Draft.of(envelope.wallNanos(), 0, envelope.subject(), timed)
        .because(envelope.actor(), new Causation.By(envelope.id()), envelope.correlationId());
  }

  private void applied(Recorded command, CommandEvent.Issued issued) {
    answer(command, new CommandEvent.Applied(issued.commandId()));
  }

  private void refuse(Recorded command, CommandEvent.Issued issued, String reason, String detail) {
    answer(command, new CommandEvent.Refused(issued.commandId(), reason, detail));
  }

  private void answer(Recorded command, Event answer) {
    var envelope = command.envelope();
    journal.record(answer, envelope.actor(), envelope.id(), envelope.correlationId());
  }
}
