package dev.baton.controller.fleet;

import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import dev.baton.events.VirtualRouterId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A virtual router while events are folded into it. Its instances are copied by the first event
 * that changes them, and sorted once at the end: an image for each event costs more than the event.
 */
final class RouterFold implements RouterContent {
  private final VirtualRouterId id;
  private Map<NodeName, InstanceView> instances;
  private History history;
  private boolean hasOwnInstances;

  RouterFold(RouterView before) {
    this.id = before.id();
    this.instances = before.instances();
    this.history = before.history();
  }

  @Override
  public Map<NodeName, InstanceView> instances() {
    return instances;
  }

  @Override
  public History history() {
    return history;
  }

  /** All of it, as it stands now. */
  RouterView image() {
    return new RouterView(id, instances, history);
  }

  boolean hasInstanceOf(NodeName node) {
    return instances.containsKey(node);
  }

  /** The instance of that node: one, or none. */
  List<InstanceView> instanceOf(NodeName node) {
    var found = instances.get(node);
    return found == null ? List.of() : List.of(found);
  }

  InstanceView instanceOrNew(NodeName node, Subject.Instance subject) {
    var found = instances.get(node);
    return found == null ? InstanceView.unheard(node, subject) : found;
  }

  void put(InstanceView instance) {
    ownInstances().put(instance.node(), instance);
  }

  void remove(NodeName node) {
    if (hasInstanceOf(node)) {
      ownInstances().remove(node);
    }
  }

  void add(Change change) {
    history = history.with(change);
  }

  void correct(UnaryOperator<Change> correction) {
    history = history.mapped(correction);
  }

  private Map<NodeName, InstanceView> ownInstances() {
    if (!hasOwnInstances) {
      instances = new HashMap<>(instances);
      hasOwnInstances = true;
    }
    return instances;
  }
}
