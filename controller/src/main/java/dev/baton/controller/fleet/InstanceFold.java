package dev.baton.controller.fleet;

import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.events.Recorded;
import java.util.List;

/** What one of a node's own events says of one of its instances. */
final class InstanceFold {
  /** The key in the evidence of a transition under which the sender's address stands. */
  private static final String SOURCE = "source";

  private InstanceFold() {}

  static InstanceView apply(InstanceView before, Said said, Recorded recorded, long timeNanos) {
    var event = recorded.event();
    return new InstanceView(
        before.node(),
        before.subject(),
        standing(before, said, recorded, timeNanos),
        faults(before, said, event),
        priority(before, said, event),
        source(before, said, event),
        event instanceof PeerEvent.FirstHeard heard
            ? said.that(before.heardSaid(), heard.address())
            : before.heardSaid());
  }

  private static Latest<Standing> standing(
      InstanceView before, Said said, Recorded recorded, long timeNanos) {
    return recorded.event() instanceof InstanceEvent.Transitioned moved
        ? said.that(
            before.standingSaid(),
            new Standing(moved.to(), moved.cause().name(), timeNanos, recorded.seq()))
        : before.standingSaid();
  }

  private static Latest<List<String>> faults(InstanceView before, Said said, Event event) {
    return switch (event) {
      case InstanceEvent.Transitioned moved -> said.that(before.faultsSaid(), moved.faults());
      case InstanceEvent.FaultsChanged changed -> said.that(before.faultsSaid(), changed.faults());
      case Event _ -> before.faultsSaid();
    };
  }

  private static Latest<Priority> priority(InstanceView before, Said said, Event event) {
    return switch (event) {
      case InstanceEvent.Transitioned moved -> said.that(before.prioritySaid(), moved.priority());
      case InstanceEvent.PriorityChanged changed -> said.that(before.prioritySaid(), changed.to());
      case Event _ -> before.prioritySaid();
    };
  }

  private static Latest<String> source(InstanceView before, Said said, Event event) {
    if (!(event instanceof InstanceEvent.Transitioned moved)) {
      return before.sourceSaid();
    }
    var source = moved.evidence().get(SOURCE);
    return source == null ? before.sourceSaid() : said.that(before.sourceSaid(), source);
  }
}
