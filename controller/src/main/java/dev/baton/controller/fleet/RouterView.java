package dev.baton.controller.fleet;

import dev.baton.events.NodeName;
import dev.baton.events.VirtualRouterId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A virtual router: the instances of all nodes that take part, and what became of them. */
public record RouterView(
    VirtualRouterId id, Map<NodeName, InstanceView> instances, History history) {
  /** Keeps a sorted copy. */
  public RouterView {
    instances = Collections.unmodifiableMap(new TreeMap<>(instances));
  }

  static RouterView unheard(VirtualRouterId id) {
    return new RouterView(id, Map.of(), History.EMPTY);
  }

  /** The instance of that node: one, or none. */
  public List<InstanceView> instanceOf(NodeName node) {
    var found = instances.get(node);
    return found == null ? List.of() : List.of(found);
  }

  RouterView with(InstanceView instance) {
    var more = new TreeMap<>(instances);
    more.put(instance.node(), instance);
    return new RouterView(id, more, history);
  }

  RouterView without(NodeName node) {
    if (!instances.containsKey(node)) {
      return this;
    }
    var fewer = new TreeMap<>(instances);
    fewer.remove(node);
    return new RouterView(id, fewer, history);
  }

  RouterView with(Change change) {
    return new RouterView(id, instances, history.with(change));
  }

  RouterView with(History newHistory) {
    return new RouterView(id, instances, newHistory);
  }
}
