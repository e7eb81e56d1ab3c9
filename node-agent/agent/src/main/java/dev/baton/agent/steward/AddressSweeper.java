package dev.baton.agent.steward;

import dev.baton.agent.config.Fixture;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.Statics;
import dev.baton.agent.engine.AddressTable;
import dev.baton.agent.engine.LeftBehind;
import dev.baton.agent.engine.RoutingTable;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Takes away the addresses, routes and rules that a dead engine left. What is static stays for the
 * next engine, as long as it is configured.
 */
final class AddressSweeper {
  /** More reloads than this between two deaths of an engine are forgotten, the oldest first. */
  private static final int MOST_CONFIGURATIONS = 16;

  private final Deque<Duties> known = new ArrayDeque<>();
  private final List<Swept> earlier = new ArrayList<>();
  private final AddressTable addresses;
  private final RoutingTable routing;
  private final HostTraces traces;

  AddressSweeper(Duties duties, AddressTable addresses, RoutingTable routing, HostTraces traces) {
    this.known.add(duties);
    this.addresses = addresses;
    this.routing = routing;
    this.traces = traces;
  }

  /** What an engine has to put there. */
  record Duties(Map<Subject.Instance, InstanceConfig> instances, Statics statics) {
    /** Nothing is left to anybody. */
    static final Duties NONE = new Duties(Map.of(), Statics.NONE);

    Duties {
      instances = Map.copyOf(instances);
    }
  }

  /** What was taken away from an instance or the node. */
  record Swept(Subject subject, Event removed) {}

  /** Knows these too from now on; what is not in them any more may still be there. */
  synchronized void learn(Duties next) {
    if (known.size() == MOST_CONFIGURATIONS) {
      known.removeFirst();
    }
    known.addLast(next);
  }

  /** Has the next sweep tell these, which were taken away before it. */
  synchronized void alreadySwept(List<Swept> swept) {
    earlier.addAll(swept);
  }

  /** Removes all that only an engine may have there; safe to call from any thread. */
  synchronized List<Swept> sweep() {
    var all = new ArrayList<>(earlier);
    earlier.clear();
    var last = known.getLast();
    known.forEach(duties -> sweep(duties.instances(), all));
    sweepStatics(last.statics().fixtures(), all);
    traces.remove();
    known.clear();
    known.add(last);
    return all;
  }

  /** As {@link #sweep()}, after an engine that ran another configuration. */
  synchronized List<Swept> sweep(Duties others) {
    known.addFirst(others);
    return sweep();
  }

  /** As {@link #sweep()}, where no engine follows. */
  synchronized List<Swept> sweepAll() {
    known.addLast(Duties.NONE);
    return sweep();
  }

  private void sweepStatics(List<Fixture> kept, List<Swept> all) {
    var old = new LinkedHashSet<Fixture>();
    known.forEach(duties -> old.addAll(duties.statics().fixtures()));
    old.removeAll(kept);
    var removed = LeftBehind.removeStatics(List.copyOf(old), addresses, routing);
    if (!removed.isEmpty()) {
      all.add(new Swept(Subject.NODE, new NodeEvent.StaticsRemoved(removed, "steward")));
    }
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
