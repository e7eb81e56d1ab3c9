package dev.baton.controller.drain;

import dev.baton.controller.fleet.Fleet;
import dev.baton.controller.fleet.NodeView;
import dev.baton.controller.fleet.RouterView;
import dev.baton.events.DrainEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import java.util.ArrayList;
import java.util.List;

/** What a drain would do, or why it cannot be. */
public record DrainPlan(
    NodeName node, List<DrainEvent.PlannedStep> steps, List<DrainEvent.Refusal> refusals) {
  /** Keeps copies. */
  public DrainPlan {
    steps = List.copyOf(steps);
    refusals = List.copyOf(refusals);
  }

  /** Whether it can be carried out. */
  public boolean isPossible() {
    return refusals.isEmpty();
  }

  /**
   * The plan from what is known now.
   *
   * @param wanted the successor that the operator named, or none
   */
  public static DrainPlan of(Fleet fleet, Drains drains, NodeName node, List<NodeName> wanted) {
    var refusals = ofNode(fleet, drains, node);
    if (!refusals.isEmpty()) {
      return new DrainPlan(node, List.of(), refusals);
    }
    var draft = new Drafting(new Successors(fleet, drains), node, wanted);
    fleet.routersOf(node).forEach(draft::add);
    return new DrainPlan(node, draft.steps, draft.refusals);
  }

  /** A plan in the making. */
  private static final class Drafting {
    private final Successors successors;
    private final NodeName node;
    private final List<NodeName> wanted;
    private final List<DrainEvent.PlannedStep> steps = new ArrayList<>();
    private final List<DrainEvent.Refusal> refusals = new ArrayList<>();

    Drafting(Successors successors, NodeName node, List<NodeName> wanted) {
      this.successors = successors;
      this.node = node;
      this.wanted = wanted;
    }

    void add(RouterView router) {
      var instance = router.instances().get(node);
      if (instance == null || !instance.isIn(InstanceState.ACTIVE)) {
        steps.add(new DrainEvent.PlannedStep(router.id(), DrainStep.HOLD_ONLY, node, List.of()));
        return;
      }
      if (instance.effectivePriority().isOwner()) {
        refuse("owner-priority-255", router, node + " owns the addresses: it cannot lower itself");
        return;
      }
      var able = successors.of(router, node);
      if (able.isEmpty()) {
        refusals.add(successors.refusal(router, node));
      } else if (!able.containsAll(wanted)) {
        refuse("no-eligible-backup", router, wanted.getFirst() + " cannot take over here");
      } else {
        var to = wanted.isEmpty() ? able.getFirst() : wanted.getFirst();
        steps.add(new DrainEvent.PlannedStep(router.id(), DrainStep.HAND_OVER, node, List.of(to)));
      }
    }

    private void refuse(String code, RouterView router, String detail) {
      refusals.add(new DrainEvent.Refusal(code, router.id().text(), detail));
    }
  }

  private static List<DrainEvent.Refusal> ofNode(Fleet fleet, Drains drains, NodeName name) {
    if (fleet.node(name).isEmpty()) {
      return refuse("unknown-node", "no node named " + name + " was ever heard of");
    }
    NodeView node = fleet.node(name).getFirst();
    if (!node.isConnected()) {
      return refuse("node-not-connected", name + " is silent: it cannot be told to hand over");
    }
    for (Drain open : drains.openOf(name)) {
      return refuse("already-drained", name + " is under drain " + open.id());
    }
    if (node.isHeld()) {
      return refuse("already-drained", name + " is held already");
    }
    return List.of();
  }

  private static List<DrainEvent.Refusal> refuse(String code, String detail) {
    return List.of(new DrainEvent.Refusal(code, "", detail));
  }
}
