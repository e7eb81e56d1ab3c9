package dev.baton.controller.drain;

import dev.baton.controller.fleet.EngineState;
import dev.baton.controller.fleet.Fleet;
import dev.baton.controller.fleet.InstanceView;
import dev.baton.controller.fleet.NodeView;
import dev.baton.controller.fleet.RouterView;
import dev.baton.events.DrainEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import java.util.Comparator;
import java.util.List;

/** Who could take over a virtual router from a node that leaves. */
record Successors(Fleet fleet, Drains drains) {
  /** Best first: the highest effective priority, then the name, so that a choice is repeatable. */
  List<NodeName> of(RouterView router, NodeName leaving) {
    return router.instances().values().stream()
        .filter(instance -> !instance.node().equals(leaving))
        .filter(this::couldTakeOver)
        .sorted(
            Comparator.comparingInt(
                    (InstanceView instance) -> -instance.effectivePriority().value())
                .thenComparing(InstanceView::node))
        .map(InstanceView::node)
        .toList();
  }

  /** The planned one as long as it still can, else the best. */
  List<NodeName> choose(RouterView router, NodeName leaving, List<NodeName> wanted) {
    var able = of(router, leaving);
    return able.containsAll(wanted) && !wanted.isEmpty() ? wanted : able.stream().limit(1).toList();
  }

  /** Why there is none. */
  DrainEvent.Refusal refusal(RouterView router, NodeName leaving) {
    var others =
        router.instances().values().stream()
            .filter(instance -> !instance.node().equals(leaving))
            .toList();
    var name = router.id().text();
    for (InstanceView other : others) {
      if (isConnected(other) && other.isIn(InstanceState.BACKUP)) {
        return new DrainEvent.Refusal(
            "peer-already-draining", name, other.node() + " could take over but is drained itself");
      }
    }
    for (InstanceView other : others) {
      if (!isConnected(other)) {
        return new DrainEvent.Refusal(
            "peer-unreachable", name, other.node() + " is silent: nobody knows whether it could");
      }
    }
    return new DrainEvent.Refusal(
        "no-eligible-backup", name, "no other node is Backup for " + name);
  }

  private boolean couldTakeOver(InstanceView instance) {
    return isConnected(instance)
        && instance.isIn(InstanceState.BACKUP)
        && fleet.node(instance.node()).stream().noneMatch(this::isUnfit)
        && drains.openOf(instance.node()).isEmpty();
  }

  private boolean isUnfit(NodeView node) {
    return node.isHeld() || node.engine() == EngineState.STOPPED;
  }

  private boolean isConnected(InstanceView instance) {
    return fleet.isConnected(instance.node());
  }
}
