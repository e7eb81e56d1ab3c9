package dev.baton.controller.drain;

import dev.baton.controller.fleet.Failovers.Orders;
import dev.baton.events.Actor;
import dev.baton.events.CommandEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.VirtualRouterId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All drains, in the order in which they were asked for: an immutable image. */
public record Drains(Map<String, Drain> byId) implements Orders {
  /** Before the first. */
  public static final Drains EMPTY = new Drains(Map.of());

  /** Keeps a copy. */
  public Drains {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
  }

  /** The image one event later. */
  public Drains apply(Recorded recorded) {
    return switch (recorded.event()) {
      case DrainEvent.Requested requested -> with(requested.drainId(), begun(recorded));
      case DrainEvent.Refused refused -> with(refused.drainId(), refused(recorded));
      case DrainEvent _, CommandEvent _, InstanceEvent _, NodeEvent.Stopped _ ->
          isAnyOpen() ? mapped(recorded) : this;
      case Event _ -> this;
    };
  }

  /** By hand, because it is asked for each transition that is read. */
  private boolean isAnyOpen() {
    for (Drain drain : byId.values()) {
      if (!drain.isOver()) {
        return true;
      }
    }
    return false;
  }

  private Drains with(String id, Drain drain) {
    var more = new LinkedHashMap<>(byId);
    more.putIfAbsent(id, drain);
    return new Drains(more);
  }

  private Drains mapped(Recorded recorded) {
    var next = new LinkedHashMap<>(byId);
    next.replaceAll((id, drain) -> drain.isOver() ? drain : DrainFold.apply(drain, recorded));
    return next.equals(byId) ? this : new Drains(next);
  }

  /** The drain of that name: one, or none. */
  public List<Drain> drain(String id) {
    var found = byId.get(id);
    return found == null ? List.of() : List.of(found);
  }

  /** The drain that the node is under: one, or none. */
  public List<Drain> openOf(NodeName node) {
    return byId.values().stream()
        .filter(drain -> drain.order().node().equals(node) && drain.phase().isOpen())
        .toList();
  }

  /** The drain whose proofs name that event of the controller's log: one, or none. */
  public List<Drain> provedBy(long seq) {
    return byId.values().stream()
        .filter(drain ->
            drain.steps().values().stream().anyMatch(step -> rests(step.move(), seq))
                || drain.back().values().stream().anyMatch(move -> rests(move, seq)))
        .toList();
  }

  /** Whether that drain, while it was under way, moved a virtual router by one of those events. */
  @Override
  public boolean moved(String id, List<Long> eventSeqs) {
    return eventSeqs.stream()
        .anyMatch(seq -> provedBy(seq).stream().anyMatch(drain -> drain.id().equals(id)));
  }

  private static boolean rests(Move move, long seq) {
    return move.proofs().values().stream().anyMatch(proof -> proof.seq() == seq);
  }

  private static Drain begun(Recorded recorded) {
    if (!(recorded.event() instanceof DrainEvent.Requested requested)) {
      throw new IllegalStateException("no drain was requested: this is a bug");
    }
    var steps = new LinkedHashMap<VirtualRouterId, DrainStep>();
    for (DrainEvent.PlannedStep planned : requested.steps()) {
      var move = Move.away(planned.virtualRouter(), planned.from());
      steps.put(
          planned.virtualRouter(), new DrainStep(planned.method(), planned.to(), move, false, ""));
    }
    var order =
        new DrainOrder(
            requested.drainId(),
            requested.node(),
            requested.message(),
            by(recorded),
            recorded.envelope().wallNanos(),
            requested.deadlineAtNanos(),
            requested.holdExpiresAtNanos(),
            recorded.envelope().id());
    return fresh(order, DrainPhase.DRAINING, steps, List.of());
  }

  private static Drain refused(Recorded recorded) {
    if (!(recorded.event() instanceof DrainEvent.Refused refused)) {
      throw new IllegalStateException("no drain was refused: this is a bug");
    }
    var order =
        new DrainOrder(
            refused.drainId(),
            refused.node(),
            refused.message(),
            by(recorded),
            recorded.envelope().wallNanos(),
            0,
            0,
            recorded.envelope().id());
    return fresh(order, DrainPhase.REFUSED, Map.of(), refused.refusals());
  }

  private static Drain fresh(
      DrainOrder order,
      DrainPhase phase,
      Map<VirtualRouterId, DrainStep> steps,
      List<DrainEvent.Refusal> refusals) {
    return new Drain(
        order, phase, steps, Map.of(), Map.of(), Set.of(), List.of(), 0, 0, false, refusals,
        List.of());
  }

  private static String by(Recorded recorded) {
    return recorded.envelope().actor() instanceof Actor.Known known ? known.id() : "";
  }
}
