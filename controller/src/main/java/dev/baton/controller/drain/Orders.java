package dev.baton.controller.drain;

import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import dev.baton.events.EventId;
import dev.baton.events.NodeName;
import java.util.ArrayList;
import java.util.List;

/** The events that one decision about one drain makes, with the names of its commands. */
final class Orders {
  private final Drain drain;
  private final Moment now;
  private final List<Draft> drafts = new ArrayList<>();
  private int commandCount;

  Orders(Drain drain, Moment now) {
    this.drain = drain;
    this.now = now;
    this.commandCount = drain.commands().size();
  }

  List<Draft> drafts() {
    return List.copyOf(drafts);
  }

  void say(DrainEvent event) {
    drafts.add(
        now.draft(event)
            .because(Actor.NOBODY, new Causation.By(drain.order().event()), drain.id()));
  }

  void command(NodeName node, Command command, List<EventId> presupposes, long deadlineMillis) {
    commandCount++;
    var issued =
        new CommandEvent.Issued(
            drain.id() + "." + commandCount, node, command, presupposes, deadlineMillis);
    drafts.add(
        now.draft(issued)
            .because(Actor.NOBODY, new Causation.By(drain.order().event()), drain.id()));
  }
}
