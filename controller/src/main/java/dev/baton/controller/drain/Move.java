package dev.baton.controller.drain;

import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.VirtualRouterId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is proved of one virtual router's move away from a node, or back to it.
 *
 * <pre>
 *   one that takes   ──took-over──►──announced──┐
 *                                               ├─► all four ──soak──► settled
 *   one that leaves  ──left-active──►──addresses-gone
 * </pre>
 *
 * The two sides report in any order. What contradicts a fact takes it back.
 *
 * @param lastChangeSeq the newest event that any of this rests on, or that disturbs it
 */
public record Move(
    VirtualRouterId router,
    NodeName node,
    boolean isAway,
    Map<String, Proof> proofs,
    long lastChangeSeq,
    long lastChangeNanos) {
  /** Another router advertises as Active. */
  public static final String TOOK_OVER = "took-over";

  /** It announced the addresses. */
  public static final String ANNOUNCED = "announced";

  /** The old one is no longer Active. */
  public static final String LEFT_ACTIVE = "left-active";

  /** The old one has no address left. */
  public static final String ADDRESSES_GONE = "addresses-gone";

  /** Nothing changed for the soak time. */
  public static final String SETTLED = "settled";

  /** All but the soak, in the order in which people read them. */
  public static final List<String> BOTH_SIDES =
      List.of(TOOK_OVER, ANNOUNCED, LEFT_ACTIVE, ADDRESSES_GONE);

  /** Keeps a copy. */
  public Move {
    proofs = Collections.unmodifiableMap(new LinkedHashMap<>(proofs));
  }

  static Move away(VirtualRouterId router, NodeName node) {
    return new Move(router, node, true, Map.of(), 0, 0);
  }

  static Move back(VirtualRouterId router, NodeName node) {
    return new Move(router, node, false, Map.of(), 0, 0);
  }

  /** Whether both sides said all that they have to say. */
  public boolean isProvedByBothSides() {
    return proofs.keySet().containsAll(BOTH_SIDES);
  }

  /** Whether it stayed so, too. */
  public boolean isSettled() {
    return isProvedByBothSides() && proofs.containsKey(SETTLED);
  }

  Move apply(Recorded recorded) {
    if (recorded.event() instanceof NodeEvent.Stopped stopped && stopped.part().equals("engine")) {
      return onEngineStopped(recorded);
    }
    if (!(recorded.envelope().subject() instanceof Subject.Instance subject)
        || !subject.virtualRouter().equals(router)
        || isKnown(recorded)) {
      return this;
    }
    return recorded.event() instanceof InstanceEvent event ? onInstance(event, recorded) : this;
  }

  Move settled(Recorded timer) {
    return isProvedByBothSides() ? plus(Proof.of(SETTLED, timer, "")) : this;
  }

  private boolean isKnown(Recorded recorded) {
    return proofs.values().stream()
        .anyMatch(proof -> proof.event().equals(recorded.envelope().id()));
  }

  private Move onInstance(InstanceEvent event, Recorded recorded) {
    var isLeaver = isLeaver(recorded);
    return switch (event) {
      case InstanceEvent.Transitioned moved ->
          isLeaver ? onLeaver(moved, recorded) : onTaker(moved, recorded);
      case InstanceEvent.Announced _ when isTakerInProof(recorded) ->
          plus(Proof.of(ANNOUNCED, recorded, "")).changed(recorded);
      case InstanceEvent.VipsRemoved removed when isLeaver && isTheOneThatLeft(recorded) ->
          plus(Proof.of(ADDRESSES_GONE, recorded, removed.by())).changed(recorded);
      case InstanceEvent.VipsApplied _ when isLeaver -> minus(ADDRESSES_GONE).changed(recorded);
      case InstanceEvent _ -> this;
    };
  }

  private Move onLeaver(InstanceEvent.Transitioned moved, Recorded recorded) {
    if (moved.to() == InstanceState.ACTIVE) {
      return new Move(router, node, isAway, Map.of(), 0, 0).changed(recorded);
    }
    var next = minus(SETTLED);
    return moved.from() == InstanceState.ACTIVE
        ? next.plus(Proof.of(LEFT_ACTIVE, recorded, moved.cause().name())).changed(recorded)
        : next.changed(recorded);
  }

  private Move onTaker(InstanceEvent.Transitioned moved, Recorded recorded) {
    var next = minus(SETTLED);
    if (moved.to() == InstanceState.ACTIVE) {
      return next.minus(ANNOUNCED)
          .plus(Proof.of(TOOK_OVER, recorded, moved.cause().name()))
          .changed(recorded);
    }
    return isTakerInProof(recorded)
        ? next.minus(TOOK_OVER).minus(ANNOUNCED).changed(recorded)
        : next.changed(recorded);
  }

  /** An engine that ended said no transition; its steward takes the addresses away. */
  private Move onEngineStopped(Recorded recorded) {
    if (isTakerInProof(recorded)) {
      return minus(SETTLED).minus(TOOK_OVER).minus(ANNOUNCED).changed(recorded);
    }
    return isAway && isLeaver(recorded) && !proofs.containsKey(LEFT_ACTIVE)
        ? plus(Proof.of(LEFT_ACTIVE, recorded, "ENGINE_STOPPED")).changed(recorded)
        : this;
  }

  private boolean isLeaver(Recorded recorded) {
    return recorded.envelope().id().node().equals(node) == isAway;
  }

  /** Another one that never was Active may have addresses to remove, too. */
  private boolean isTheOneThatLeft(Recorded recorded) {
    var left = proofs.get(LEFT_ACTIVE);
    return left == null || left.event().node().equals(recorded.envelope().id().node());
  }

  private boolean isTakerInProof(Recorded recorded) {
    var took = proofs.get(TOOK_OVER);
    return took != null && took.event().node().equals(recorded.envelope().id().node());
  }

  private Move plus(Proof proof) {
    var more = new LinkedHashMap<>(proofs);
    more.put(proof.fact(), proof);
    return new Move(router, node, isAway, more, lastChangeSeq, lastChangeNanos);
  }

  private Move minus(String fact) {
    var fewer = new LinkedHashMap<>(proofs);
    fewer.remove(fact);
    return new Move(router, node, isAway, fewer, lastChangeSeq, lastChangeNanos);
  }

  private Move changed(Recorded recorded) {
    return new Move(router, node, isAway, proofs, recorded.seq(), recorded.recordedAtNanos());
  }
}
