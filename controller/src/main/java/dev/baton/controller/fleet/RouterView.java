package dev.baton.controller.fleet;

import dev.baton.events.NodeName;
import dev.baton.events.VirtualRouterId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A virtual router: the instances of all nodes that take part, and what became of them. */
public record RouterView(VirtualRouterId id, Map<NodeName, InstanceView> instances, History history)
    implements RouterContent {
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
}
