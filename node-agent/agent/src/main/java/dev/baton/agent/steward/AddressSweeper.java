package dev.baton.agent.steward;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.engine.AddressTable;
import dev.baton.agent.engine.LeftBehind;
import dev.baton.agent.engine.RoutingTable;
import dev.baton.events.InstanceEvent;
import dev.baton.events.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Takes away the addresses, routes and rules that a dead engine left. */
final class AddressSweeper {
  /** More reloads than this between two deaths of an engine are forgotten, the oldest first. */
  private static final int MOST_CONFIGURATIONS = 16;

  private final Deque<Map<Subject.Instance, InstanceConfig>> known = new ArrayDeque<>();
  private final AddressTable addresses;
  private final RoutingTable routing;
  private final HostTraces traces;

  AddressSweeper(
      Map<Subject.Instance, InstanceConfig> instances,
      AddressTable addresses,
      RoutingTable routing,
      HostTraces traces) {
    this.known.add(Map.copyOf(instances));
    this.addresses = addresses;
    this.routing = routing;
    this.traces = traces;
  }

  /** What was taken away from one instance. */
  record Swept(Subject.Instance instance, InstanceEvent removed) {}

  /** Knows these too from now on; what is not in them any more may still be there. */
  synchronized void learn(Map<Subject.Instance, InstanceConfig> next) {
    if (known.size() == MOST_CONFIGURATIONS) {
      known.removeFirst();
    }
    known.addLast(Map.copyOf(next));
  }

  /** Removes all that only an engine may have there; safe to call from any thread. */
  synchronized List<Swept> sweep() {
    var all = new ArrayList<Swept>();
    known.forEach(instances -> sweep(instances, all));
    traces.remove();
    var last = known.getLast();
    known.clear();
    known.add(last);
    return all;
  }

  /** As {@link #sweep}, after an engine that ran another configuration. */
  synchronized List<Swept> sweep(Map<Subject.Instance, InstanceConfig> others) {
    known.addFirst(Map.copyOf(others));
    return sweep();
  }

  private void sweep(Map<Subject.Instance, InstanceConfig> instances, List<Swept> all) {
    instances.forEach((subject, config) -> {
      var routes = LeftBehind.remove(config, routing);
      if (!routes.isEmpty()) {
        all.add(new Swept(subject, new InstanceEvent.RoutesRemoved(routes, "steward")));
      }
      var gone = LeftBehind.remove(config, addresses);
      if (!gone.isEmpty()) {
        all.add(new Swept(subject, new InstanceEvent.VipsRemoved(gone, "steward")));
      }
    });
  }
}
