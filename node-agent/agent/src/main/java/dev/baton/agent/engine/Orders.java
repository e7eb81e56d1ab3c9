package dev.baton.agent.engine;

import dev.baton.agent.engine.EngineEvents.Reason;
import dev.baton.agent.link.DamagedRing;
import dev.baton.agent.link.SharedRing;
import dev.baton.agent.link.TrackerState;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.Subject;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import java.net.InetAddress;

/** What the steward wants done: each order is taken from the ring and carried out at once. */
final class Orders {
  private final SharedRing ring;
  private final Roster roster;
  private final Casts casts;
  private final EngineEvents events;
  private boolean stopping;
  private String damage = "";

  Orders(SharedRing ring, Roster roster, Casts casts, EngineEvents events) {
    this.ring = ring;
    this.roster = roster;
    this.casts = casts;
    this.events = events;
  }

  /** Whether the engine was told to stop. */
  boolean isStopping() {
    return stopping;
  }

  /** Why it has to stop without being told to, or empty. */
  String damage() {
    return damage;
  }

  /** Takes what is there. An engine that cannot read its orders stops in good order. */
  void take(long nowNanos) {
    try {
      drain(nowNanos);
    } catch (DamagedRing e) {
      damage = "its ring of orders is damaged: " + e.reason();
      stopping = true;
    }
  }

  private void drain(long nowNanos) {
    ring.drain(
        new SharedRing.Sink() {
          @Override
          public void draft(Draft order) {
            obey(order, nowNanos);
          }

          @Override
          public void stop() {
            stopping = true;
          }

          @Override
          public void reload() {
            casts.request();
          }

          @Override
          public void tracker(TrackerState state) {
            roster.tracker(state, nowNanos);
          }
        });
  }

  private void obey(Draft order, long nowNanos) {
    if (!(order.event() instanceof CommandEvent.Issued issued)) {
      throw new DamagedRing("an order that is no command: " + order.event());
    }
    var why = new Reason(order.causation(), order.correlationId());
    switch (issued.command()) {
      case Command.PlaceHold place -> roster.hold(why, nowNanos);
      case Command.LiftHold lift -> roster.lift(why, nowNanos);
      case Command.ExpectHandOver expect -> {
        long untilNanos = nowNanos + expect.forMillis() * 1_000_000L;
        roster
            .find(expect.virtualRouter())
            .forEach(instance -> instance.expectHandOver(untilNanos, why, nowNanos));
      }
      case Command.TakeOver takeOver -> takeOver(issued, takeOver, why, nowNanos);
      case Command.Reload _ ->
          throw new IllegalStateException("the steward reloads: this is a bug");
    }
  }

  private void takeOver(
      CommandEvent.Issued issued, Command.TakeOver takeOver, Reason why, long nowNanos) {
    var found = roster.find(takeOver.virtualRouter());
    var input =
        new Input.TakeOver(
            issued.commandId(),
            InetAddress.ofLiteral(takeOver.expectedActive()),
            takeOver.expectedPriority(),
            nowNanos + issued.deadlineMillis() * 1_000_000L);
    found.forEach(instance -> instance.input(input, why, nowNanos));
    if (found.isEmpty()) {
      var answer = new CommandEvent.Refused(issued.commandId(), "no-such-instance", "");
      events.report(Subject.NODE, answer, why);
    }
  }

  /** What became of a command, as it is recorded. */
  static CommandEvent answered(String commandId, Effect.Answer answer) {
    return switch (answer) {
      case Effect.Answer.Applied applied -> new CommandEvent.Applied(commandId);
      case Effect.Answer.Refused(var refusal) ->
          new CommandEvent.Refused(commandId, refusal.code(), "");
    };
  }
}
