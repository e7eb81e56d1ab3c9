package dev.baton.controller.projection;

import dev.baton.controller.Story;
import dev.baton.events.Envelope;
import dev.baton.events.Event;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/** The same events told by nodes whose clocks are wrong, and that were cut off for a while. */
public final class LateDelivery {
  private static final long MINUTE = 60 * Story.SECOND;

  private LateDelivery() {}

  /** Each node's own order stays, and what it measured of its clock is right. */
  public static List<Recorded> of(List<Recorded> timely, List<NodeName> nodes, Random random) {
    var skews = new HashMap<NodeName, Long>();
    var heardUntil = new HashMap<NodeName, Long>();
    nodes.forEach(node -> skews.put(node, random.nextLong(-60 * MINUTE, 60 * MINUTE)));
    var told = new ArrayList<Recorded>();
    for (Recorded each : timely) {
      var node = each.envelope().id().node();
      if (!nodes.contains(node)) {
        told.add(each);
        continue;
      }
      long delay = random.nextInt(4) == 0 ? random.nextLong(2 * MINUTE) : 0;
      long at = Math.max(each.recordedAtNanos() + delay, heardUntil.getOrDefault(node, 0L));
      heardUntil.put(node, at);
      told.add(recordedAt(skewed(each, skews.getOrDefault(node, 0L)), at));
    }
    told.sort(Comparator.comparingLong(Recorded::recordedAtNanos));
    return Story.renumbered(told);
  }

  /** It came only then. */
  static Recorded recordedAt(Recorded recorded, long nanos) {
    return new Recorded(
        recorded.seq(),
        recorded.epoch(),
        nanos,
        recorded.envelope(),
        recorded.event(),
        recorded.prevHash());
  }

  /** The clock is ahead by so much. */
  static Recorded skewed(Recorded recorded, long skewNanos) {
    var said = recorded.envelope();
    var envelope =
        new Envelope(
            said.id(),
            said.bootId(),
            said.wallNanos() + skewNanos,
            said.monotonicNanos(),
            said.subject(),
            said.actor(),
            said.causation(),
            said.correlationId(),
            said.sourceSeq());
    Event event =
        recorded.event() instanceof NodeEvent.ClockMeasured measured
            ? new NodeEvent.ClockMeasured(-skewNanos, measured.errorNanos())
            : recorded.event();
    return new Recorded(
        recorded.seq(),
        recorded.epoch(),
        recorded.recordedAtNanos(),
        envelope,
        event,
        recorded.prevHash());
  }
}
